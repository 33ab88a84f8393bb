using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Tells the answers that actions declare, which are no filters here (<see cref="LeanFilters"/>).</summary>
internal sealed class DeclaredAnswers(IModelMetadataProvider types) : IApiDescriptionProvider
{
    /// <summary>After the framework's own provider, which fills in the rest.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var description in context.Results)
        {
            description.SupportedResponseTypes.Clear();
            foreach (var answer in description.ActionDescriptor.EndpointMetadata.OfType<ProducesResponseTypeAttribute>()
                .DistinctBy(answer => answer.StatusCode).OrderBy(answer => answer.StatusCode))
            {
                description.SupportedResponseTypes.Add(Describe(answer));
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }

    private ApiResponseType Describe(ProducesResponseTypeAttribute answer)
    {
        var description = new ApiResponseType { StatusCode = answer.StatusCode, Type = answer.Type };
        if (answer.Type != typeof(void))
        {
            description.ModelMetadata = types.GetMetadataForType(answer.Type);
            foreach (var mediaType in MediaTypesOf(answer))
            {
                description.ApiResponseFormats.Add(new ApiResponseFormat { MediaType = mediaType });
            }
        }

        return description;
    }

    private static MediaTypeCollection MediaTypesOf(ProducesResponseTypeAttribute answer)
    {
        var declared = new MediaTypeCollection();
        ((IApiResponseMetadataProvider)answer).SetContentTypes(declared);
        return declared.Count > 0 ? declared : [MediaTypeNames.Application.Json];
    }
}
