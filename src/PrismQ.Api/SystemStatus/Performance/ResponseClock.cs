using System.Globalization;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>Runs from the arrival of one request; says in the header <c>Server-Timing</c> how long the server took until it began to answer.</summary>
internal sealed class ResponseClock(HttpContext context, ServerLoad load, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan? _streamBegan;

    public void Start() => context.Response.OnStarting(static state => ((ResponseClock)state).Begin(), this);

    /// <returns>How long the whole answer took, and how long its client waited: for a stream, which lasts as long as the client wants, until it began.</returns>
    public (TimeSpan Total, TimeSpan Waited) End()
    {
        var total = time.GetElapsedTime(_start);
        if (_streamBegan is not { } began)
        {
            return (total, total);
        }

        load.StreamEnded();
        return (total, began);
    }

    private Task Begin()
    {
        var elapsed = time.GetElapsedTime(_start);
        context.Response.Headers["Server-Timing"] = Text((long)elapsed.TotalMicroseconds);
        if (IsStream(context.Response))
        {
            _streamBegan = elapsed;
            load.StreamBegan();
        }

        return Task.CompletedTask;
    }

    /// <summary>In milliseconds with three places, as the header wants it.</summary>
    private static string Text(long microseconds)
    {
        const string Label = "app;dur=";
        Span<char> text = stackalloc char[Label.Length + 20];
        Label.CopyTo(text);
        var (milliseconds, rest) = Math.DivRem(microseconds, 1000);
        milliseconds.TryFormat(text[Label.Length..], out var digits, provider: CultureInfo.InvariantCulture);
        var end = Label.Length + digits;
        text[end] = '.';
        text[end + 1] = (char)('0' + (rest / 100));
        text[end + 2] = (char)('0' + (rest / 10 % 10));
        text[end + 3] = (char)('0' + (rest % 10));
        return new string(text[..(end + 4)]);
    }

    private static bool IsStream(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;
}
