using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Modules;

/// <summary>Makes a parameter of its JSON. Fields of the wrong kind are problems here; what values mean is for the declaration rules.</summary>
internal static class ParameterReader
{
    public static ParameterDeclaration Read(RegistryObject json)
    {
        if (json.Value("type") is null)
        {
            json.Problem("type", "is missing");
        }

        var parameter = new ModuleParameter
        {
            Name = json.RequiredText("name"),
            Type = json.Choice("type", ParameterType.Text),
            Default = json.Value("default") is { } value && !value.IsNone() ? value : null,
            Options = json.Texts("options"),
            Required = json.Flag("required", false),
            Description = json.Text("description"),
            Min = json.Number("min"),
            Max = json.Number("max"),
            Placeholder = json.Text("placeholder"),
            Label = json.Text("label"),
            ConditionalDisplay = json.Object("conditional_display") is { } condition ? ReadCondition(condition) : null,
            Validation = json.Object("validation") is { } validation ? ReadValidation(validation) : null,
            Warning = json.Text("warning"),
        };
        json.RefuseOtherFields();
        return new ParameterDeclaration(parameter, json);
    }

    private static ConditionalDisplay ReadCondition(RegistryObject json)
    {
        if (json.Value("value") is null)
        {
            json.Problem("value", "is missing");
        }

        var condition = new ConditionalDisplay(json.RequiredText("field"), json.Value("value") ?? default);
        json.RefuseOtherFields();
        return condition;
    }

    private static ParameterValidation ReadValidation(RegistryObject json)
    {
        var validation = new ParameterValidation(json.RequiredText("pattern"), json.Text("message"));
        json.RefuseOtherFields();
        return validation;
    }
}
