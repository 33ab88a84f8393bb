using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.WebUtilities;
using NSwag.Generation.AspNetCore;
using NSwag.Generation.Processors;
using NSwag.Generation.Processors.Contexts;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Says of each answer what the generator does not: the error codes of a refusal, and each answer's own content type.</summary>
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

            var codes = refusals[answer.StatusCode].SelectMany(codes => codes).Distinct().ToArray();
            response.Description = codes.Length > 0 ? string.Join(", ", codes) : ReasonPhrases.GetReasonPhrase(answer.StatusCode);
            if (answer.ApiResponseFormats is [{ MediaType: var mediaType }, ..] && response.Content.Values.FirstOrDefault() is { } content)
            {
                response.Content.Clear();
                response.Content[mediaType] = content;
            }
        }

        return true;
    }
}
