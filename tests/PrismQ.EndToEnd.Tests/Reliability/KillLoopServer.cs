using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>One server after another on the same data: each is killed, the next goes on.</summary>
internal sealed class KillLoopServer(string dataDirectory, string modulesFile, params string[] settings) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);

    private ServerProcess? _server;
    private TimeSpan _startCost;
    private volatile TaskCompletionSource<HttpClient> _up = NewSource();

    /// <summary>The client of the server that is up, or of the next one.</summary>
    public Task<HttpClient> UpAsync(CancellationToken cancellationToken) => _up.Task.WaitAsync(cancellationToken);

    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync(dataDirectory, modulesFile, settings);
        _startCost = _server.ProcessorTime;
        _up.SetResult(_server.CreateClient());
    }

    /// <summary>Starts a server and kills it when it has worked for so much of what the last start took, or serves.</summary>
    /// <returns>Whether it was killed before it served.</returns>
    public async Task<bool> StartAndKillAsync(double share, CancellationToken cancellationToken)
    {
        await using var server = ServerProcess.Begin([], dataDirectory, modulesFile, settings);
        using var timer = new PeriodicTimer(BetweenLooks);
        while (!server.Ready.IsCompleted && server.ProcessorTime < share * _startCost)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        var isEarly = !server.Ready.IsCompleted;
        await server.KillAsync();
        return isEarly;
    }

    public async Task KillAsync()
    {
        _up = NewSource();
        if (_server is not null)
        {
            await _server.KillAsync();
            await _server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static TaskCompletionSource<HttpClient> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
