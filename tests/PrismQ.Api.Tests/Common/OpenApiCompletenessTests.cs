using System.Text.Json.Nodes;
using PrismQ.Api.Common.OpenApi;

namespace PrismQ.Api.Tests.Common;

/// <summary>What the document says of everything that it names.</summary>
[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class OpenApiCompletenessTests
{
    private readonly PrismQServer _server = new();
    private JsonNode _document = new JsonObject();

    [OneTimeSetUp]
    public async Task ReadDocument() =>
        _document = JsonNode.Parse(await WriteOpenApi.DocumentAsync(_server.Services)) ?? throw new InvalidOperationException("The document is empty.");

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [Test]
    public void Paths_Always_AreAllThatTheServerAnswers()
    {
        _document["paths"].Members().Select(path => path.Key).Should()
            .Contain(["/", "/health", "/health/live", "/health/ready", "/api/health", "/api/runs/{run_id}/logs/ws"]);
    }

    [Test]
    public void Parameters_Always_HaveADescriptionAndAnExample()
    {
        var parameters = Operations().SelectMany(operation => (operation.Value?["parameters"]).Items().Select(parameter => (operation.Key, parameter)));

        parameters.Where(pair => pair.parameter?["description"] is null || pair.parameter["example"] is null)
            .Select(pair => $"{pair.Key} {pair.parameter?["name"]}").Should().BeEmpty();
    }

    [TestCase("limit", 1, 100)]
    [TestCase("offset", 0, int.MaxValue)]
    [TestCase("tail", 1, 10_000)]
    public void Parameters_WhenTheyHaveARange_SayIt(string name, int minimum, int maximum)
    {
        var parameter = Operations().SelectMany(operation => (operation.Value?["parameters"]).Items())
            .First(parameter => parameter?["name"]?.GetValue<string>() == name);

        parameter?["schema"]?["minimum"]?.GetValue<double>().Should().Be(minimum);
        parameter?["schema"]?["maximum"]?.GetValue<double>().Should().Be(maximum);
    }

    [Test]
    public void Errors_Always_ShowEachOfTheirCodesWithItsStatusAndExplainIt()
    {
        var errors =
            from operation in Operations()
            from response in (operation.Value?["responses"]).Members()
            where response.Key[0] is '4' or '5'
            select (Place: $"{operation.Key} {response.Key}", Status: response.Key, Answer: response.Value);

        foreach (var (place, status, answer) in errors)
        {
            answer?["description"]?.GetValue<string>().Should().EndWith(".", place);
            var examples = (answer?["content"]?["application/problem+json"]?["examples"]).Members().ToArray();
            examples.Should().NotBeEmpty(place);
            foreach (var (code, example) in examples)
            {
                example?["value"]?["status"]?.ToString().Should().Be(status, place);
                example?["value"]?["error_code"]?.GetValue<string>().Should().Be(code, place);
                example?["value"]?["detail"]?.GetValue<string>().Should().NotBeNullOrEmpty(place);
                answer?["description"]?.GetValue<string>().Should().Contain(code, place);
            }
        }
    }

    [TestCase("/api/runs", "post", "202", "Location")]
    [TestCase("/api/runs", "get", "200", "Link")]
    [TestCase("/api/modules", "get", "200", "ETag")]
    [TestCase("/api/modules", "get", "304", "ETag")]
    [TestCase("/api/runs", "post", "429", "Retry-After")]
    [TestCase("/api/runs/{run_id}/logs/download", "get", "200", "Content-Disposition")]
    [TestCase("/api/runs/{run_id}/logs/download", "get", "206", "Content-Range")]
    [TestCase("/api/runs/{run_id}/results/files/{path}", "get", "416", "Content-Range")]
    public void Headers_WhereTheyMatter_AreNamedWithAnExample(string path, string method, string status, string header)
    {
        var named = _document["paths"]?[path]?[method]?["responses"]?[status]?["headers"]?[header];

        named?["description"]?.GetValue<string>().Should().NotBeNullOrEmpty();
        named?["example"].Should().NotBeNull();
    }

    [Test]
    public void Properties_Always_AreDescribed()
    {
        var bare =
            from schema in (_document["components"]?["schemas"]).Members()
            from property in (schema.Value?["properties"]).Members()
            where property.Value?["description"] is null
            select $"{schema.Key}.{property.Key}";

        bare.Should().BeEmpty();
    }

    private IEnumerable<(string Key, JsonNode? Value)> Operations() =>
        from path in _document["paths"].Members()
        from operation in path.Value.Members()
        select ($"{operation.Key} {path.Key}", operation.Value);
}
