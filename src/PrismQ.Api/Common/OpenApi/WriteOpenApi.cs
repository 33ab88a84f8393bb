using NSwag.Generation;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>The command <c>openapi &lt;file&gt;</c>: writes the API's document without serving it.</summary>
internal static class WriteOpenApi
{
    public static async Task<string> DocumentAsync(IServiceProvider services) =>
        (await services.GetRequiredService<IOpenApiDocumentGenerator>().GenerateAsync(OpenApiRegistration.DocumentName)).ToJson() + "\n";
}
