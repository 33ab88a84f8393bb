using Microsoft.Extensions.Options;
using PrismQ.Application.Common;

namespace PrismQ.Api.Common;

/// <summary>Answers in the error shape what nobody else has answered: exceptions, and statuses without a body.</summary>
internal sealed partial class ErrorAnswers(RequestDelegate next, IOptions<LimitOptions> limits, ILogger<ErrorAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            {
                HeadRequests.AddTo(context.Response.Headers);
                await ProblemAnswers.WriteAsync(context, FromStatus(context, context.Response.StatusCode));
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, and nobody is left to be answered.
        }
        catch (Exception exception) when (context.Response.HasStarted)
        {
            LogUnfinished(exception, context.Request.Method, context.Request.Path, ProblemAnswers.TraceIdOf(context));
            context.Abort();
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, FromStatus(context, exception.StatusCode));
        }
        catch (StorageUnavailableException exception)
        {
            LogStorage(exception, context.Request.Method, context.Request.Path, ProblemAnswers.TraceIdOf(context));
            await AnswerAsync(context, Refusal.StorageUnavailable);
        }
        catch (Exception exception)
        {
            LogUnforeseen(exception, context.Request.Method, context.Request.Path, ProblemAnswers.TraceIdOf(context));
            await AnswerAsync(context, Refusal.Unforeseen);
        }
    }

    private Refusal FromStatus(HttpContext context, int status) => Refusal.FromStatus(status, context.Request, limits.Value.MaxRequestBodyBytes);

    /// <summary>Drops what an action had prepared, and keeps the headers that every answer carries.</summary>
    private static Task AnswerAsync(HttpContext context, Refusal refusal)
    {
        var headers = context.Response.Headers;
        headers.ETag = headers.LastModified = headers.Location = headers.Link = headers.ContentDisposition = default;
        return ProblemAnswers.WriteAsync(context, refusal);
    }

    [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed for a reason nobody foresaw (trace_id {TraceId})")]
    private partial void LogUnforeseen(Exception exception, string method, string path, string traceId);

    [LoggerMessage(4002, LogLevel.Warning, "{Method} {Path} found its storage unavailable (trace_id {TraceId})")]
    private partial void LogStorage(Exception exception, string method, string path, string traceId);

    [LoggerMessage(4003, LogLevel.Error, "{Method} {Path} failed in the middle of its answer (trace_id {TraceId})")]
    private partial void LogUnfinished(Exception exception, string method, string path, string traceId);
}
