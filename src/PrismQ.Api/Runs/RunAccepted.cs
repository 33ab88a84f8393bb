using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Answers that a run is committed, and where it can be read.</summary>
internal sealed class RunAccepted(RunDto run) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        context.HttpContext.Response.Headers.Location = $"{context.HttpContext.Request.PathBase}/api/runs/{run.RunId}";
        return new LiveJson(run, StatusCodes.Status202Accepted).ExecuteResultAsync(context);
    }
}
