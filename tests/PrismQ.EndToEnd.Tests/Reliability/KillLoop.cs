using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>
/// Keeps runs printing numbered lines, kills the server at random moments, while it serves and while it starts, starts it again, and has
/// every log followed throughout. The moments are counted in lines that the readers got, and in work that a start takes, so that nothing
/// waits for time to pass.
/// </summary>
internal sealed class KillLoop(KillLoopServer server, int kills, int parallelRuns, int seed) : IDisposable
{
    public const int LinesPerRun = 400;

    /// <summary>So many lines of standard output for one of standard error.</summary>
    public const int LinesPerError = 4;

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, ResumingReader> _readers = new();
    private readonly SemaphoreSlim _moment = new(0);
    private long _linesUntilKill;

    public int Kills { get; private set; }

    /// <summary>How many of the kills met a server that did not serve yet.</summary>
    public int EarlyKills { get; private set; }

    public IReadOnlyCollection<ResumingReader> Readers => [.. _readers.Values];

    public IReadOnlyCollection<string> RunIds => [.. _readers.Keys];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await server.StartAsync();
        var launching = Task.WhenAll(Enumerable.Range(0, parallelRuns).Select(_ => KeepRunningAsync(cancellationToken)));
        while (Kills < kills)
        {
            Interlocked.Exchange(ref _linesUntilKill, _random.Next(1, parallelRuns * LinesPerRun / 4));
            await _moment.WaitAsync(cancellationToken);
            await server.KillAsync();
            Kills++;
            while (Kills < kills && _random.Next(2) == 0)
            {
                EarlyKills += await server.StartAndKillAsync(_random.NextDouble(), cancellationToken) ? 1 : 0;
                Kills++;
            }

            await server.StartAsync();
        }

        await launching;
    }

    /// <summary>Follows a run to its end; one that was accepted although nobody could be told so counts like any other.</summary>
    public Task FollowAsync(string runId, CancellationToken cancellationToken) =>
        _readers.ContainsKey(runId) ? Task.CompletedTask : ReadAsync(runId, cancellationToken);

    public void Dispose() => _moment.Dispose();

    /// <summary>One run after another, each followed to its end, until the kills are done.</summary>
    private async Task KeepRunningAsync(CancellationToken cancellationToken)
    {
        while (Kills < kills)
        {
            if (await TryLaunchAsync(cancellationToken) is { } runId)
            {
                await ReadAsync(runId, cancellationToken);
            }
        }
    }

    private Task ReadAsync(string runId, CancellationToken cancellationToken) => _readers
        .GetOrAdd(runId, id => new ResumingReader(id, LinesPerRun, server, CountLine))
        .ReadToEndAsync(cancellationToken);

    /// <summary>The id of the run that was acknowledged; null when the server was killed before it could.</summary>
    private async Task<string?> TryLaunchAsync(CancellationToken cancellationToken)
    {
        var client = await server.UpAsync(cancellationToken);
        try
        {
            using var answer = await client.PostAsJsonAsync(
                "/api/runs", new { module_id = "numbered", parameters = new { lines = LinesPerRun }, save_config = false }, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var run = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return run.GetProperty("run_id").GetString();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private void CountLine()
    {
        if (Interlocked.Decrement(ref _linesUntilKill) == 0)
        {
            _moment.Release();
        }
    }
}
