using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Answers changes of runs as server-sent events.</summary>
internal sealed class RunEventStream(IAsyncEnumerable<RunChange> changes) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) => context.HttpContext.RequestServices.GetRequiredService<EventStreams>()
        .WriteAsync(context.HttpContext, Events(changes));

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Events(
        IAsyncEnumerable<RunChange> changes, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (sequence, run) in changes.WithCancellation(cancellationToken))
        {
            yield return run is null ? ServerSentEvent.Of("reset", sequence, "{}"u8) : ServerSentEvent.OfJson("run", sequence, run);
        }
    }
}
