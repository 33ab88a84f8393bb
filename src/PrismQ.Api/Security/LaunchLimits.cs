using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>Bounds how fast one client may start runs. Thread-safe; clients that are quiet are forgotten.</summary>
internal sealed class LaunchLimits(IOptions<LimitOptions> options) : IAsyncActionFilter, IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
        context => RateLimitPartition.GetTokenBucketLimiter(ClientName.Of(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.LaunchBurst,
            TokensPerPeriod = options.Value.LaunchesPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context.HttpContext);
        if (lease.IsAcquired)
        {
            await next();
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? (int)Math.Ceiling(retryAfter.TotalSeconds) : 1;
        context.Result = new ProblemResult(DoorRefusals.TooManyLaunches(Math.Max(1, wait)));
    }

    public void Dispose() => _limiter.Dispose();
}
