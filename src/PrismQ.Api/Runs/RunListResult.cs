using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Answers a page of runs, ready when nothing on it can change, with links to its neighbours.</summary>
internal sealed class RunListResult(RunListDto page) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        if (RunListLinks.Of(page, http.Request) is { Length: > 0 } links)
        {
            http.Response.Headers.Link = links;
        }

        IActionResult answer = page.Runs.All(run => run.Status.IsFinal()) ? new ReadyJson(page) : new LiveJson(page);
        return answer.ExecuteResultAsync(context);
    }
}
