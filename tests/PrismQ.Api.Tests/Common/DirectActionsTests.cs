using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace PrismQ.Api.Tests.Common;

/// <summary>MVC tells its diagnostic listener of every action that it calls; of a direct call it knows nothing.</summary>
[TestFixture, CancelAfter(60_000), NonParallelizable]
internal sealed class DirectActionsTests
{
    private readonly PrismQServer _server = new();

    [TearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCase("/api/health", 0)]
    [TestCase("/api/modules", 0)]
    [TestCase("/api/modules/hello", 0)]
    [TestCase("/api/modules/hello/config", 0)]
    [TestCase("/api/modules?q=hello", 1)]
    [TestCase("/api/runs", 1)]
    public async Task Get_OfAnActionThatTakesTextsOnly_GoesWithoutMvc(string path, int calls)
    {
        var events = new Events();
        using var subscription = _server.Services.GetRequiredService<DiagnosticListener>().Subscribe(events);

        (await _server.Http.GetAsync(path)).EnsureSuccessStatusCode();

        events.Seen.Count(name => name == "Microsoft.AspNetCore.Mvc.BeforeAction").Should().Be(calls);
    }

    private sealed class Events : IObserver<KeyValuePair<string, object?>>
    {
        public ConcurrentQueue<string> Seen { get; } = new();

        public void OnNext(KeyValuePair<string, object?> value) => Seen.Enqueue(value.Key);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
