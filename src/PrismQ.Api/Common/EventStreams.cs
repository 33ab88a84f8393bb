using Microsoft.Extensions.Options;

namespace PrismQ.Api.Common;

/// <summary>
/// Sends server-sent events: at once when it is quiet, in batches when it is busy, with a comment now and then that keeps proxies awake.
/// Ends with its source, its client or the server.
/// </summary>
internal sealed class EventStreams(
    StreamSlots slots, StreamPace pace, IHostApplicationLifetime lifetime, TimeProvider time, IOptions<LimitOptions> limits)
{
    private static readonly byte[] Heartbeat = [.. ": keep-alive\n\n"u8];

    /// <param name="events">Whole events. Memory that it hands out may be reused for the next.</param>
    public async Task WriteAsync(HttpContext context, IAsyncEnumerable<ReadOnlyMemory<byte>> events)
    {
        using var slot = slots.TryTake(context);
        if (slot is null)
        {
            await ProblemAnswers.WriteAsync(context, Refusal.TooManyStreams);
            return;
        }

        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        if (HeadRequests.IsHead(context))
        {
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await context.Response.StartAsync(end.Token);
            await context.Response.BodyWriter.FlushAsync(end.Token);
            await SendAsync(context.Response, events, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client has gone or the server goes: the normal ends of a stream.
        }
    }

    private async Task SendAsync(HttpResponse response, IAsyncEnumerable<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromSeconds(limits.Value.StreamHeartbeatSeconds);
        var beat = pace.Begin();
        await using var source = events.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            if (!await AwaitAsync(source.MoveNextAsync().AsTask(), response, interval, cancellationToken))
            {
                return;
            }

            await response.BodyWriter.WriteAsync(source.Current, cancellationToken);
            await beat.RestAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the next event, sending a comment after each interval without one.</summary>
    private async Task<bool> AwaitAsync(Task<bool> next, HttpResponse response, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (!next.IsCompleted)
        {
            await ((Task)next).WaitAsync(interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!next.IsCompleted && !cancellationToken.IsCancellationRequested)
            {
                await response.BodyWriter.WriteAsync(Heartbeat, cancellationToken);
            }
            else
            {
                break;
            }
        }

        return await next;
    }
}
