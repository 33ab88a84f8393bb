using System.Globalization;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>Many readers that do not read: they cost the real server next to nothing, and nobody else a line.</summary>
[Platform("Linux")]
[CancelAfter(180_000)]
internal sealed class ReaderCrowdTests
{
    private const int Lines = 200_000;
    private const long Megabyte = 1024 * 1024;

    private static readonly (string, string, string) Flood = (
        "flood",
        $"while [ ! -e \"${{0%/*}}/gate\" ]; do sleep 0.05; done; yes '{new string('x', 99)}' | head -n {Lines}",
        "");

    [Test]
    public async Task Follow_When500AreIdleAnd50ReadAByteASecond_GivesAnotherEveryLineInBoundedMemory(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(Flood);
        await bed.StartAsync();
        var runId = await bed.LaunchAsync("flood", cancellationToken);
        using var crowd = new StreamCrowd(bed.Server.Address.Port);
        await crowd.JoinAsync("/api/runs/events", 500, cancellationToken);
        await crowd.JoinAsync($"/api/runs/{runId}/logs/stream", 50, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var slow = crowd.ReadAByteASecondAsync(last: 50, end.Token);
        var before = ResidentBytes(bed.Server.Id);

        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(bed.ModulesFile) ?? "", "gate"), "", cancellationToken);
        var lines = await CountAsync(bed, runId, cancellationToken);
        var grown = ResidentBytes(bed.Server.Id) - before;
        await end.CancelAsync();
        await slow.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        TestContext.Progress.WriteLine($"resident memory: {before / Megabyte} MiB with 550 streams open, {grown / Megabyte} MiB more after {Lines} lines");
        lines.Should().Be(Lines);
        crowd.Closed.Should().Be(0);
        grown.Should().BeLessThan(256 * Megabyte, "what 50 readers did not take would be some 2,000 MiB");
    }

    private static async Task<int> CountAsync(ServerBed bed, string runId, CancellationToken cancellationToken)
    {
        using var answer = await bed.Http.GetAsync($"/api/runs/{runId}/logs/stream", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var lines = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                lines++;
                line.Should().Be("id: " + lines.ToString(CultureInfo.InvariantCulture));
            }
        }

        return lines;
    }

    private static long ResidentBytes(int pid) => 1024 * long.Parse(
        File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
