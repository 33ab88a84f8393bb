using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Modules;
using PrismQ.Domain.Modules;

namespace PrismQ.Api.Modules;

/// <summary>The scripts that can be run.</summary>
[Route("api/modules")]
public sealed class ModulesController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Lists the modules; filters combine.</summary>
    /// <param name="category">This category, or one below it. Example: Text</param>
    /// <param name="tag">With this tag.</param>
    /// <param name="search">With every one of these words in its id, name, description, category or tags.</param>
    [HttpGet]
    [ProducesResponseType<ModuleListDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public Task<IActionResult> List([FromQuery] string? category, [FromQuery] string? tag, [FromQuery(Name = "q")] string? search) =>
        Send(new ListModulesQuery(category, tag, search), modules => new ReadyJson(modules));

    /// <summary>Reads one module with its parameters.</summary>
    [HttpGet("{module_id}")]
    [ProducesResponseType<ModuleDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(StatusCodes.Status404NotFound, "MODULE_NOT_FOUND")]
    public Task<IActionResult> Get([FromRoute(Name = "module_id")] string moduleId) =>
        Send(new GetModuleQuery(new ModuleId(moduleId)), module => new ReadyJson(module));
}
