using System.Globalization;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>Runs from the arrival of one request; says in the header <c>Server-Timing</c> how long the server took until it began to answer.</summary>
internal sealed class ResponseClock(HttpContext context, ServerLoad load, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan? _streamBegan;

    /// <summary>How long the answer took; of a stream, which lasts as long as its client wants, until it began.</summary>
    public TimeSpan Elapsed => _streamBegan ?? time.GetElapsedTime(_start);

    public void Start() => context.Response.OnStarting(static state => ((ResponseClock)state).Begin(), this);

    public void End()
    {
        if (_streamBegan is not null)
        {
            load.StreamEnded();
        }
    }

    private Task Begin()
    {
        var elapsed = time.GetElapsedTime(_start);
        var (milliseconds, microseconds) = Math.DivRem((long)elapsed.TotalMicroseconds, 1000);
        context.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"app;dur={milliseconds}.{microseconds:000}");
        if (IsStream(context.Response))
        {
            _streamBegan = elapsed;
            load.StreamBegan();
        }

        return Task.CompletedTask;
    }

    private static bool IsStream(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;
}
