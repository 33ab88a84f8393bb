using System.Text;
using System.Text.RegularExpressions;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

[CancelAfter(60_000)]
internal sealed partial class RunLogTextTests
{
    private readonly LogStation _station = new();

    [TearDown]
    public void Close() => _station.Dispose();

    [Test]
    public async Task OpenText_WhenTheRunHasNoLog_IsEmpty()
    {
        await using var text = await OpenAsync(SecretMask.None);

        text.Length.Should().Be(0);
    }

    [Test]
    public async Task OpenText_WhenRead_HasALineForEachLine()
    {
        _station.Print("started\n");
        _station.Print("cannot open\n", OutputStream.Stderr);
        await _station.EndAsync();

        var lines = Encoding.UTF8.GetString(await ReadWholeAsync(SecretMask.None)).Split('\n');

        lines.Should().HaveCount(3);
        lines[0].Should().MatchRegex(StdoutLine());
        lines[1].Should().EndWith("] [ERROR] [stderr] cannot open");
        lines[2].Should().BeEmpty();
    }

    [Test]
    public async Task OpenText_WhenARangeIsRead_EqualsThatSliceOfTheWhole()
    {
        _station.Print(string.Concat(Enumerable.Range(1, 20_000).Select(number => $"{number} hunter22 {new string('é', number % 70)}\n")));
        _station.Print([0xFF, 0xFE, (byte)'\n', 0xC3], OutputStream.Stderr);
        await _station.EndAsync();
        var mask = SecretMask.For(["hunter22"]);
        var whole = await ReadWholeAsync(mask);
        await using var text = await OpenAsync(mask);
        var random = new Random(7);

        for (var i = 0; i < 200; i++)
        {
            var start = random.Next(whole.Length);
            var slice = new byte[Math.Min(random.Next(1, 300_000), whole.Length - start)];
            text.Seek(start, SeekOrigin.Begin);
            await text.ReadExactlyAsync(slice);

            slice.AsSpan().SequenceEqual(whole.AsSpan(start, slice.Length)).Should().BeTrue();
        }

        whole.Length.Should().Be((int)text.Length);
        Encoding.UTF8.GetString(whole).Should().NotContain("hunter22").And.Contain("\uFFFD\uFFFD");
    }

    [Test]
    public async Task OpenText_WhenTheRunGoesOn_IsWhatWasThereAtTheTime()
    {
        _station.Print("one\n");
        await _station.EndAsync();
        await using var text = await OpenAsync(SecretMask.None);

        _station.Print("two\n");
        await _station.EndAsync();

        using var reader = new StreamReader(text);
        (await reader.ReadToEndAsync()).Should().EndWith("one\n").And.NotContain("two");
    }

    [Test]
    public async Task Read_WhenASecretLiesAcrossTheCutOfALongLine_HidesAllOfIt([Range(-9, 9)] int shift)
    {
        var line = new string('x', 65_536 + shift - 4) + "hunter22" + new string('y', 70_000);
        _station.Print(line + "\n");
        await _station.EndAsync();

        var texts = await _station.ReadTextsAsync(SecretMask.For(["hunter22"]));

        string.Concat(texts).Should().Be(line.Replace("hunter22", "********"));
    }

    [Test]
    public async Task OpenText_WhenTheLogHasGrown_IsOfAnotherVersion()
    {
        _station.Print("one\n");
        await _station.EndAsync();
        var (before, again) = (await VersionAsync(), await VersionAsync());

        _station.Print("two\n");
        await _station.EndAsync();

        again.Should().Be(before);
        (await VersionAsync()).Should().NotBe(before);
    }

    [Test]
    public async Task OpenText_WhenARepairedIndexDatesTheLinesOtherwise_IsOfAnotherVersion()
    {
        _station.Print("one\n");
        await _station.EndAsync();
        var before = await VersionAsync();
        _station.CloseFiles();
        File.Delete(Path.Combine(_station.Folder.Path, "log.idx"));
        File.SetLastWriteTimeUtc(_station.Folder.Stdout, new DateTime(2026, 1, 31, 8, 30, 0, DateTimeKind.Utc));

        (await VersionAsync()).Should().NotBe(before);
    }

    [Test]
    public async Task Read_WhenASecretIsInAPageOfItsOwn_HidesItThereToo()
    {
        _station.Print(new string('x', 65_530) + "hunter22" + new string('y', 100) + "\n");
        await _station.EndAsync();

        using var second = await _station.ReadAsync(new LogQuery(1), SecretMask.For(["hunter22"]));

        Encoding.UTF8.GetString(second.Lines[0].Text.Span).Should().Be(new string('y', 100));
    }

    private async Task<Stream> OpenAsync(SecretMask mask) => (await _station.Store.OpenTextAsync(_station.RunId, mask, CancellationToken.None)).Content;

    private async Task<string> VersionAsync()
    {
        var opened = await _station.Store.OpenTextAsync(_station.RunId, SecretMask.None, CancellationToken.None);
        await opened.Content.DisposeAsync();
        return opened.Version;
    }

    private async Task<byte[]> ReadWholeAsync(SecretMask mask)
    {
        await using var text = await OpenAsync(mask);
        using var whole = new MemoryStream();
        await text.CopyToAsync(whole);
        return whole.ToArray();
    }

    [GeneratedRegex(@"^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\] \[INFO\] \[stdout\] started$")]
    private static partial Regex StdoutLine();
}
