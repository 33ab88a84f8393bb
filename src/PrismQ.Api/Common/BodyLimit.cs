using Microsoft.Extensions.Options;

namespace PrismQ.Api.Common;

/// <summary>Refuses a body that says itself that it is too large, before a byte of it is read.</summary>
internal sealed class BodyLimit(RequestDelegate next, IOptions<LimitOptions> limits)
{
    public Task InvokeAsync(HttpContext context) => context.Request.ContentLength > limits.Value.MaxRequestBodyBytes
        ? ProblemAnswers.WriteAsync(context, Refusal.TooLarge(limits.Value.MaxRequestBodyBytes))
        : next(context);
}
