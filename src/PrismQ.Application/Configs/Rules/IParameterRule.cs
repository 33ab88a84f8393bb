using System.Text.Json;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>One thing that is asked of a declared parameter's value. Thread-safe.</summary>
internal interface IParameterRule
{
    /// <summary>What is wrong with the value, or null.</summary>
    /// <param name="value">A value that is there (not null, not empty) and has passed the rules before this one; any JSON.</param>
    string? Check(ModuleParameter parameter, JsonElement value);
}
