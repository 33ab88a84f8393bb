using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.SystemStatus;

/// <summary>What a probe wants to know.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record ProbeAnswer(string Status)
{
    internal static IActionResult Live() => new LiveJson(new ProbeAnswer("live"));

    /// <summary>Requests are served only once everything has started, so what can be told here is that the end has begun.</summary>
    internal static IActionResult Ready(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested
            ? new ProblemResult(Refusal.Stopping)
            : new LiveJson(new ProbeAnswer("ready"));
}
