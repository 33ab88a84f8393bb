using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Answers a run's log as server-sent events.</summary>
internal sealed class RunLogEventStream(string runId, IAsyncEnumerable<RunLogEvent> events) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var services = context.HttpContext.RequestServices;
        return services.GetRequiredService<EventStreams>()
            .WriteAsync(context.HttpContext, services.GetRequiredService<LogBatches>().ServerSentEvents(runId, events));
    }
}
