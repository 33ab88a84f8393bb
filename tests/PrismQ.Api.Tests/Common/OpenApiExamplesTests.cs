using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Api.Common.OpenApi;
using PrismQ.Application.Modules;
using PrismQ.Testing.Common;

namespace PrismQ.Api.Tests.Common;

/// <summary>Whoever copies an example out of the document gets what it promises, with the modules that come with the project.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class OpenApiExamplesTests
{
    [Test]
    public async Task Send_WhenTheBodyIsTheDocumentsExample_IsAccepted()
    {
        await using var server = SampleServer();
        var document = await DocumentAsync(server);

        var requests = Operations(document).Where(operation => operation.Operation["requestBody"] is not null).ToArray();

        requests.Should().HaveCount(5);
        foreach (var (method, path, operation) in requests)
        {
            var body = Example(document, operation["requestBody"]?["content"]?["application/json"]?["schema"]);
            using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{module_id}", "word-trends", StringComparison.Ordinal))
            {
                Content = JsonContent.Create(body),
            };

            using var answer = await server.Http.SendAsync(request);

            answer.IsSuccessStatusCode.Should().BeTrue($"{method} {path} {body}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Test]
    public async Task Examples_OfParameters_NameParametersOfTheSampleModule()
    {
        await using var server = SampleServer();
        var module = await server.Modules.GetAsync("word-trends");

        var config = Example(await DocumentAsync(server), JsonNode.Parse("""{"$ref": "#/components/schemas/ModuleConfig"}"""));

        config["module_id"]?.GetValue<string>().Should().Be(module.Id);
        config["parameters"]?.AsObject().Select(parameter => parameter.Key).Should().NotBeEmpty()
            .And.BeSubsetOf(module.Parameters.Select(parameter => parameter.Name));
    }

    private static PrismQServer SampleServer() => new(("PrismQ:ModulesFile", RepositoryFiles.Path("modules", "modules.json")))
    {
        Replace = services => services.Remove(services.Last(service => service.ServiceType == typeof(IModuleCatalog))),
    };

    private static async Task<JsonNode> DocumentAsync(PrismQServer server) =>
        JsonNode.Parse(await WriteOpenApi.DocumentAsync(server.Services)) ?? throw new InvalidOperationException("The document is empty.");

    private static IEnumerable<(string Method, string Path, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"].Members()
        from operation in path.Value.Members()
        where operation.Value is not null
        select (operation.Key.ToUpperInvariant(), path.Key, operation.Value);

    /// <summary>An object made of the examples of a schema's properties.</summary>
    private static JsonObject Example(JsonNode document, JsonNode? schema)
    {
        var name = schema?["$ref"]?.GetValue<string>().Split('/')[^1] ?? throw new InvalidOperationException("The schema has no name.");
        return new JsonObject(
            from property in (document["components"]?["schemas"]?[name]?["properties"]).Members()
            where property.Value?["example"] is not null
            select KeyValuePair.Create(property.Key, property.Value["example"]?.DeepClone()));
    }
}
