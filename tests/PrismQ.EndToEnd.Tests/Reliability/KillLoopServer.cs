using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>One server after another on the same data: each is killed, the next goes on.</summary>
internal sealed class KillLoopServer(string dataDirectory, string modulesFile) : IAsyncDisposable
{
    private ServerProcess? _server;
    private volatile TaskCompletionSource<HttpClient> _up = NewSource();

    /// <summary>The client of the server that is up, or of the next one.</summary>
    public Task<HttpClient> UpAsync(CancellationToken cancellationToken) => _up.Task.WaitAsync(cancellationToken);

    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync(dataDirectory, modulesFile);
        _up.SetResult(_server.CreateClient());
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
