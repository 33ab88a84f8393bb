using Microsoft.AspNetCore.Mvc;

namespace PrismQ.Api.Common;

/// <summary>Answers a refusal from an action.</summary>
internal sealed class ProblemResult(Refusal refusal) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) => ProblemAnswers.WriteAsync(context.HttpContext, refusal);
}
