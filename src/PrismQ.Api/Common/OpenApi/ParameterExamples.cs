using System.Text.RegularExpressions;
using Namotion.Reflection;
using NJsonSchema;
using NSwag;
using NSwag.Generation.Processors;
using NSwag.Generation.Processors.Contexts;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Gives the parameters of paths and queries an example, and says what a part of a path is.</summary>
internal sealed partial class ParameterExamples : IOperationProcessor
{
    private const string Status = "status";

    private static readonly Dictionary<string, object> Examples = new()
    {
        ["module_id"] = "word-trends",
        ["run_id"] = "run_20260131_083000_word-trends_1a2b3c4d",
        ["path"] = "top.csv",
        ["category"] = "Text",
        ["tag"] = "python",
        ["q"] = "words text",
        [Status] = "completed",
        ["limit"] = 20,
        ["offset"] = 40,
        ["cursor"] = "NjM5MDU0NjY2MDAwMDAwMDAwIHJ1bl8yMDI2MDEzMV8wODMwMDBfd29yZC10cmVuZHNfMWEyYjNjNGQ",
        ["tail"] = 100,
        ["since"] = "2026-01-31T08:30:00Z",
        ["after"] = 1200,
    };

    private static readonly Dictionary<string, string> PathDescriptions = new()
    {
        ["module_id"] = "The id of a module.",
        ["run_id"] = "The id of a run.",
    };

    /// <summary>A path with its parameters' examples in place of them.</summary>
    public static string Fill(string path) => Placeholder().Replace(path, match => Examples[match.Groups[1].Value].ToString() ?? "");

    public bool Process(OperationProcessorContext context)
    {
        foreach (var parameter in context.OperationDescription.Operation.Parameters)
        {
            if (parameter.Kind is not (OpenApiParameterKind.Path or OpenApiParameterKind.Query))
            {
                continue;
            }

            parameter.Example = Examples[parameter.Name];
            parameter.Description ??= PathDescriptions.GetValueOrDefault(parameter.Name);
            if (parameter.Name == Status)
            {
                // The request takes it as text, so that a wrong one is refused in our words.
                parameter.Schema = context.SchemaGenerator.GenerateWithReference<JsonSchema>(
                    typeof(RunStatus).ToContextualType(), context.SchemaResolver);
            }
        }

        return true;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
