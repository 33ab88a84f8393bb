using System.Net;
using System.Text.Json;
using PrismQ.Api.Tests.Common;
using PrismQ.Testing.Common;

namespace PrismQ.Api.Tests.Security;

[TestFixture, CancelAfter(120_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class DoorTests
{
    private readonly PrismQServer _server = NewServer();

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCase(null)]
    [TestCase("wrong")]
    [TestCase("OPERATOR-KEY-OF-THIS-TEST")]
    public async Task Send_WhenThereIsNoKnownKey_IsRefusedEverywhere(string? key)
    {
        // A server of its own: wrong keys are counted, and there are more of them here than may come from one address.
        await using var server = NewServer();
        using var client = server.NewClient(key);

        foreach (var (method, path) in EveryOperation().Concat(Hidden()).SelectMany(Disguises))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("http://localhost" + path));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, $"{method} {path} is behind the door");
        }
    }

    [Test]
    public async Task Send_WhenAReaderWouldChangeSomething_IsRefusedEverywhere()
    {
        using var client = _server.NewClient(Keys.Reader);
        var changes = EveryOperation().Where(operation => operation.Method is not "GET" && operation.Path != "/api/tickets").ToList();

        foreach (var (method, path) in changes.SelectMany(Disguises))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("http://localhost" + path));
            using var answer = await client.SendAsync(request);

            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, $"{method} {path} changes something");
        }

        changes.Should().HaveCountGreaterThan(4);
    }

    [Test]
    public async Task Send_WhenTheKeyIsRight_IsServed()
    {
        using var reader = _server.NewClient(Keys.Reader);
        using var bearer = _server.NewClient(null);
        bearer.DefaultRequestHeaders.Authorization = new("Bearer", Keys.Operator);

        using var read = await reader.GetAsync("/api/modules");
        using var changed = await bearer.DeleteAsync("/api/modules/hello/config");

        read.StatusCode.Should().Be(HttpStatusCode.OK);
        changed.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Live_WithoutAKey_IsServed()
    {
        using var client = _server.NewClient(null);

        using var answer = await client.GetAsync("/health/live");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [TestCase("/swagger/index.html")]
    [TestCase("/swagger/v1/swagger.json")]
    public async Task Swagger_WithoutAKey_IsServed(string path)
    {
        using var client = _server.NewClient(null);

        using var answer = await client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.OK, "a browser has no key to open a page with");
    }

    private static PrismQServer NewServer() => new([.. Keys.Settings, ("PrismQ:Security:MaxWrongKeys", "1000")]);

    private static IEnumerable<(string Method, string Path)> EveryOperation()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path("docs", "api", "openapi.json")));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(operation => (operation.Name.ToUpperInvariant(), path.Name.Replace("{module_id}", "hello").Replace("{run_id}", "r").Replace("{path}", "f"))))
            .Where(operation => operation.Item2 != "/health/live")];
    }

    private static IEnumerable<(string Method, string Path)> Hidden() =>
    [
        ("GET", "/health"), ("GET", "/health/ready"), ("GET", "/docs"), ("GET", "/swagger/nothing"), ("POST", "/swagger/v1/swagger.json"),
        ("GET", "/api/runs/r/logs/ws"), ("HEAD", "/api/modules"), ("TRACE", "/api/modules"),
    ];

    /// <summary>The path itself and ways to write it that a careless guard takes for another.</summary>
    private static IEnumerable<(string Method, string Path)> Disguises((string Method, string Path) plain) =>
        new[]
        {
            plain.Path, plain.Path + "/", plain.Path + "//", plain.Path + ".", plain.Path + ".json", plain.Path + ".css", plain.Path + ";x=/health/live",
            plain.Path + "%2F", plain.Path + "?x=/health/live", "/" + plain.Path, plain.Path.ToUpperInvariant(),
            plain.Path.Replace("/api", "/%61pi"), "/health/live/.." + plain.Path, "/health/live%2F..%2F.." + plain.Path, "/health/live;" + plain.Path,
        }.Select(path => (plain.Method, path));
}
