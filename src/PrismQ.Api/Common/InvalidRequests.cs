using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PrismQ.Api.Common;

/// <summary>Answers a request that could not be read: names each field and says what would be right.</summary>
internal static class InvalidRequests
{
    private const string Body = "body";

    public static IActionResult Answer(ActionContext context)
    {
        var fields = new Dictionary<string, string[]>();
        foreach (var (key, entry) in context.ModelState)
        {
            foreach (var error in entry.Errors)
            {
                var (field, message) = Explain(context, key, error);
                fields[field] = [.. fields.GetValueOrDefault(field, []).Append(message).Distinct()];
            }
        }

        return new ProblemResult(Refusal.Malformed(fields));
    }

    private static (string Field, string Message) Explain(ActionContext context, string key, ModelError error) => error.Exception switch
    {
        JsonException json when FieldTypes.MissingIn(context.ActionDescriptor, json.Message) is { } missing => (missing, $"{missing} is required"),
        JsonException json => ExplainJson(context, json),
        _ when key.Length == 0 => (Body, "body must be a JSON object"),
        _ => (key, $"{key} must be {FieldTypes.Describe(context.ActionDescriptor, key)}"),
    };

    private static (string Field, string Message) ExplainJson(ActionContext context, JsonException json)
    {
        var field = (json.Path ?? "").TrimStart('$').TrimStart('.');
        return JsonFaults.Explain(field, json) is { } fault ? fault
            : json.InnerException is JsonException || field.Length == 0
            ? (Body, $"body must be a JSON object; what came is not, at line {json.LineNumber + 1}, byte {json.BytePositionInLine}")
            : (field, $"{field} must be {FieldTypes.Describe(context.ActionDescriptor, field)}");
    }
}
