using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.SystemStatus;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Api.SystemStatus;

/// <summary>How the server and its machine are.</summary>
public sealed class SystemStatusController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Reads whether the server is well, and what is wrong when it is not.</summary>
    [HttpGet("api/health")]
    [ProducesResponseType<HealthDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public Task<IActionResult> GetHealth() =>
        Send(new GetHealthQuery(), health => new ReadyJson(health));

    /// <summary>The same at the address that probes use.</summary>
    [HttpGet("health")]
    [ProducesResponseType<HealthDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public Task<IActionResult> GetHealthForProbes() => GetHealth();

    /// <summary>Reads the numbers of runs, modules and the host.</summary>
    [HttpGet("api/system/stats")]
    [ProducesResponseType<SystemStatsDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public Task<IActionResult> GetStats() =>
        Send(new GetSystemStatsQuery(), stats => new ReadyJson(stats));

    /// <summary>Reads how fast the server is, endpoint by endpoint, and what it is busy with.</summary>
    [HttpGet("api/system/performance")]
    [ProducesResponseType<PerformanceDto>(StatusCodes.Status200OK)]
    public Task<IActionResult> GetPerformance() =>
        Send(new GetPerformanceQuery(), performance => new LiveJson(performance));
}
