using BenchmarkDotNet.Attributes;

namespace PrismQ.Benchmarks.Http;

/// <summary>A server of its own for the benchmarks of one feature's endpoints.</summary>
[MemoryDiagnoser]
public abstract class EndpointSuite : IAsyncDisposable
{
    private ServerUnderTest? _server;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _server = new ServerUnderTest();
        _ = _server.Server;
        await _server.FillAsync();
        Prepare();
    }

    [GlobalCleanup]
    public Task CleanUpAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The id of a run that ended, with 600 lines in its log.</summary>
    protected string RunId => _server?.RunId.Value ?? "";

    /// <summary>Makes the requests of the suite.</summary>
    protected abstract void Prepare();

    /// <returns>Sends the request and answers its status; a status that is not expected fails the benchmark.</returns>
    protected Func<int> Request(string method, string path, int expected = 200, byte[]? body = null)
    {
        var request = new PipelineRequest(_server ?? throw new InvalidOperationException("The suite is not set up."), method, path, body);
        return request.Send() is var status && status == expected
            ? request.Send
            : throw new InvalidOperationException($"{method} {path} answered {status}");
    }
}
