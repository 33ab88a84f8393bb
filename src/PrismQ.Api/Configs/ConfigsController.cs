using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Api.Configs;

/// <summary>The saved parameter values of modules.</summary>
[Route("api/modules/{module_id}/config")]
public sealed class ConfigsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Reads a module's configuration: its defaults, with what is saved laid over them.</summary>
    [HttpGet]
    [ProducesResponseType<ModuleConfigDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(StatusCodes.Status404NotFound, "MODULE_NOT_FOUND")]
    public Task<IActionResult> Get([FromRoute(Name = "module_id")] string moduleId) =>
        Send(new GetConfigQuery(new ModuleId(moduleId)), config => new ReadyJson(config));

    /// <summary>Saves parameter values, checked by the module's rules; all problems are told together.</summary>
    [HttpPut]
    [ProducesResponseType<ModuleConfigDto>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status400BadRequest, "INVALID_PARAMETERS")]
    [Refuses(StatusCodes.Status404NotFound, "MODULE_NOT_FOUND")]
    [Refuses(StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE")]
    [Refuses(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    public Task<IActionResult> Save([FromRoute(Name = "module_id")] string moduleId, SaveConfigRequest request) =>
        Send(new SaveConfigCommand(new ModuleId(moduleId), request.Parameters), config => new LiveJson(config));

    /// <summary>Saves parameter values, as PUT does; for clients that only post.</summary>
    [HttpPost]
    [ProducesResponseType<ModuleConfigDto>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status400BadRequest, "INVALID_PARAMETERS")]
    [Refuses(StatusCodes.Status404NotFound, "MODULE_NOT_FOUND")]
    [Refuses(StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE")]
    [Refuses(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    public Task<IActionResult> SavePosted([FromRoute(Name = "module_id")] string moduleId, SaveConfigRequest request) =>
        Save(moduleId, request);

    /// <summary>Removes what is saved, so that the defaults apply again.</summary>
    [HttpDelete]
    [ProducesResponseType<MessageAnswer>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status404NotFound, "MODULE_NOT_FOUND")]
    public Task<IActionResult> Delete([FromRoute(Name = "module_id")] string moduleId) =>
        Send(
            new DeleteConfigCommand(new ModuleId(moduleId)),
            deleted => new LiveJson(new MessageAnswer(deleted ? "Configuration deleted successfully" : "No configuration to delete")));
}
