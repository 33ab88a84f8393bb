using PrismQ.Application.Runs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Testing.Runs;

/// <summary>Finds every script, or none.</summary>
public sealed class FakeScriptResolver : IScriptResolver
{
    /// <summary>Why no script is found; null while all is well.</summary>
    public Error? Error { get; set; }

    public ValueTask<Result<ScriptCommand>> ResolveAsync(Module module, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Result<ScriptCommand>>(Error is { } error ? error : new ScriptCommand("/bin/sh", [module.ScriptPath], "/"));
}
