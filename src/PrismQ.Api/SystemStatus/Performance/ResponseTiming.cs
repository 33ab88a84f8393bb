using Microsoft.Extensions.Options;
using PrismQ.Api.SystemStatus.Telemetry;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>Times every answer, whoever gives it. Stands before everything else.</summary>
internal sealed partial class ResponseTiming(
    RequestDelegate next,
    ResponseTimings timings,
    RequestDurations durations,
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

        Finish(context, clock, failure: null);
        return answer;
    }

    private async Task FinishAsync(Task answer, HttpContext context, ResponseClock clock)
    {
        try
        {
            await answer;
        }
        catch (Exception failure)
        {
            Finish(context, clock, failure);
            throw;
        }

        Finish(context, clock, failure: null);
    }

    private void Finish(HttpContext context, ResponseClock clock, Exception? failure)
    {
        var (total, waited) = clock.End();
        var route = context.GetEndpoint() as RouteEndpoint;
        durations.Record(context, route, total, failure);
        var isFailure = failure is not null || context.Response.StatusCode >= StatusCodes.Status500InternalServerError;
        var endpoint = timings.Record(route, context.Request.Method, waited, isFailure);
        if (waited >= _slow)
        {
            LogSlow(endpoint.Method, endpoint.Route, context.Response.StatusCode, (long)waited.TotalMilliseconds);
        }
    }

    [LoggerMessage(4030, LogLevel.Warning, "{Method} {Route} answered {Status} after {Milliseconds} ms, longer than the settings call slow.")]
    private partial void LogSlow(string method, string route, int status, long milliseconds);
}
