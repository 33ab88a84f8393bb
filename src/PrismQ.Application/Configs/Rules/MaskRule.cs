using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A password is not the mask: one that was sent to keep the saved value has been replaced by it before, if there was one.</summary>
internal sealed class MaskRule : IParameterRule
{
    public string? Check(ModuleParameter parameter, JsonElement value) =>
        parameter.IsSecret && value.IsText(ParameterValues.Mask)
            ? $"{parameter.Name} is {ParameterValues.Mask}, which keeps the saved value, but none is saved that can be read: send the value itself"
            : null;
}
