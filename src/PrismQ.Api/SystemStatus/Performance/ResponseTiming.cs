using Microsoft.Extensions.Options;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>Times every answer, whoever gives it. Stands before everything else.</summary>
internal sealed partial class ResponseTiming(
    RequestDelegate next,
    ResponseTimings timings,
    ServerLoad load,
    TimeProvider time,
    IOptions<PerformanceOptions> options,
    ILogger<ResponseTiming> logger)
{
    private readonly TimeSpan _slow = TimeSpan.FromMilliseconds(options.Value.SlowRequestMilliseconds);

    public Task InvokeAsync(HttpContext context)
    {
        var clock = new ResponseClock(context, load, time);
        clock.Start();
        var answer = next(context);
        if (!answer.IsCompletedSuccessfully)
        {
            return FinishAsync(answer, context, clock);
        }

        Finish(context, clock, failed: false);
        return answer;
    }

    private async Task FinishAsync(Task answer, HttpContext context, ResponseClock clock)
    {
        var failed = true;
        try
        {
            await answer;
            failed = false;
        }
        finally
        {
            Finish(context, clock, failed);
        }
    }

    private void Finish(HttpContext context, ResponseClock clock, bool failed)
    {
        clock.End();
        var elapsed = clock.Elapsed;
        var endpoint = timings.Record(context, elapsed, failed || context.Response.StatusCode >= StatusCodes.Status500InternalServerError);
        if (elapsed >= _slow)
        {
            LogSlow(endpoint.Method, endpoint.Route, context.Response.StatusCode, (long)elapsed.TotalMilliseconds);
        }
    }

    [LoggerMessage(4030, LogLevel.Warning, "{Method} {Route} answered {Status} after {Milliseconds} ms, longer than the settings call slow.")]
    private partial void LogSlow(string method, string route, int status, long milliseconds);
}
