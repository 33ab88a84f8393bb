using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.WebUtilities;
using NSwag;
using NSwag.Generation.AspNetCore;
using NSwag.Generation.Processors;
using NSwag.Generation.Processors.Contexts;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Says of each answer what the generator does not: what a refusal means, with an example of each code, and each answer's own content type.</summary>
internal sealed class AnswerDescriptions : IOperationProcessor
{
    public bool Process(OperationProcessorContext context)
    {
        var refusals = context.MethodInfo.GetCustomAttributes<RefusesAttribute>()
            .Concat(context.ControllerType.GetCustomAttributes<RefusesAttribute>(inherit: true))
            .ToLookup(refusal => refusal.StatusCode, refusal => refusal.ErrorCodes);
        foreach (var answer in ((AspNetCoreOperationProcessorContext)context).ApiDescription.SupportedResponseTypes)
        {
            if (!context.OperationDescription.Operation.Responses.TryGetValue(
                answer.StatusCode.ToString(CultureInfo.InvariantCulture), out var response))
            {
                continue;
            }

            if (answer.ApiResponseFormats is [{ MediaType: var mediaType }, ..] && response.Content.Values.FirstOrDefault() is { } content)
            {
                response.Content.Clear();
                response.Content[mediaType] = content;
            }

            var codes = refusals[answer.StatusCode].SelectMany(codes => codes).Distinct().ToArray();
            response.Description = ReasonPhrases.GetReasonPhrase(answer.StatusCode);
            if (codes.Length > 0)
            {
                Describe(response, codes, context.OperationDescription);
            }
        }

        return true;
    }

    private static void Describe(OpenApiResponse response, string[] codes, OpenApiOperationDescription description)
    {
        var fields = FieldsOf(description.Operation);
        response.Description = string.Join(" ", codes.Select(code => $"{code}: {KnownErrors.Of(code, fields).Meaning}"));
        var content = response.Content.Values.Single();
        foreach (var code in codes)
        {
            var (meaning, shown) = KnownErrors.Of(code, fields);
            content.Examples[code] = new OpenApiExample { Summary = meaning, Value = ProblemExamples.Of(shown, description) };
        }
    }

    private static string[] FieldsOf(OpenApiOperation operation) =>
    [
        .. operation.Parameters.Where(parameter => parameter.Kind == OpenApiParameterKind.Query).Select(parameter => parameter.Name),
        .. operation.RequestBody?.Content.Values.SelectMany(body => body.Schema.ActualSchema.Properties.Keys) ?? [],
    ];
}
