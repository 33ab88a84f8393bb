using NJsonSchema.Generation;
using NSwag;
using PrismQ.Api.Security;

namespace PrismQ.Api.Common.OpenApi;

internal static class OpenApiRegistration
{
    public const string DocumentName = "v1";

    public static PathString SwaggerAddress { get; } = "/swagger";

    public static IServiceCollection AddOpenApiDocuments(this IServiceCollection services) => services.AddOpenApiDocument(settings =>
    {
        settings.DocumentName = DocumentName;
        settings.Title = "PrismQ";
        settings.Version = "v1";
        settings.Description = """
            Discovers scripts, runs them with typed parameters, follows their output live, and keeps what they did.

            Errors are problem details (RFC 9457) with a stable `error_code`. Times are ISO 8601 in UTC. Names are snake case.

            Wherever GET works, HEAD does. Beside what each operation lists, any request may be answered `404 NOT_FOUND` (no such address),
            `405 METHOD_NOT_ALLOWED` (`Allow` lists the methods), `421 HOST_NOT_ALLOWED`, and `429 RATE_LIMITED` after many wrong keys
            (`Retry-After` tells for how long).
            """;
        settings.AddSecurity("Key", [], new OpenApiSecurityScheme
        {
            Type = OpenApiSecuritySchemeType.ApiKey,
            In = OpenApiSecurityApiKeyLocation.Header,
            Name = Credentials.KeyHeader,
            Description = "A key, where the server has any: `./build.sh run create-key NAME operator` makes one.",
        });
        settings.AddSecurity("Bearer", [], new OpenApiSecurityScheme
        {
            Type = OpenApiSecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The same key as `Authorization: Bearer`.",
        });
        settings.SchemaSettings.SchemaNameGenerator = new SchemaNames();
        settings.SchemaSettings.DefaultReferenceTypeNullHandling = ReferenceTypeNullHandling.NotNull;
        settings.SchemaSettings.SchemaProcessors.Add(new AnswersAreComplete());
        settings.OperationProcessors.Add(new FeatureOperations());
        settings.OperationProcessors.Add(new ParameterExamples());
        settings.OperationProcessors.Add(new AnswerDescriptions());
        settings.OperationProcessors.Add(new AnswerHeaders());
        settings.PostProcess = document =>
        {
            document.Servers.Clear();
            document.Generator = null;

            // A server without keys asks for none.
            document.Security.Add([]);
        };
    });

    /// <summary>
    /// The document and Swagger UI at <c>/swagger</c>, put together when they are first asked for: that takes a tenth of a second, and most
    /// starts are not for them. They are the same for everybody and stand before the door: Swagger UI asks for the key itself.
    /// </summary>
    public static void UseSwagger(this IApplicationBuilder app) => app.Use(next =>
    {
        var swagger = new Lazy<RequestDelegate>(() => Swagger(app.New(), next));
        return context => context.Request.Path.StartsWithSegments(SwaggerAddress, StringComparison.OrdinalIgnoreCase) && Changes.IsRead(context.Request)
            ? swagger.Value(context)
            : next(context);
    });

    private static RequestDelegate Swagger(IApplicationBuilder branch, RequestDelegate next)
    {
        branch.UseResponseCompression();
        branch.UseOpenApi();
        branch.UseSwaggerUi(settings => (settings.DocumentTitle, settings.DocExpansion) = ("PrismQ API", "list"));
        branch.Run(next);
        return branch.Build();
    }
}
