using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PrismQ.EndToEnd.Tests.Reliability;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Security;

/// <summary>
/// Walks every operation of the OpenAPI document, and what is not in it, over a real socket, in every role and with every trick that an
/// address can play on a guard.
/// </summary>
[CancelAfter(180_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class RawDoorTests
{
    private const string Nobody = "";
    private const string Reader = "X-Api-Key: reader-key-of-this-test\r\n";
    private const string Operator = "X-Api-Key: operator-key-of-this-test\r\n";
    private const string Browser = "Accept: text/html\r\n";

    /// <summary>How a request is answered that has come past the door, right or wrong.</summary>
    private static readonly int[] Served = [200, 202, 204, 301, 302, 400, 404, 405, 415, 422, 426];

    private readonly ServerBed _bed = new(("hello", "exit 0", ""));

    [OneTimeSetUp]
    public Task StartServer() => _bed.StartAsync([.. Key(0, "eyes", "reader-key-of-this-test", "Reader"), .. Key(1, "ops", "operator-key-of-this-test", "Operator"), "PrismQ:Limits:LaunchBurst=10000"]);

    [OneTimeTearDown]
    public ValueTask StopServer() => _bed.DisposeAsync();

    [Test]
    public async Task Send_WithoutAKey_FindsNoWayIn(CancellationToken cancellationToken)
    {
        var requests = Operations().Concat(Hidden()).SelectMany(Disguises).Concat(Odd()).ToList();

        foreach (var request in requests)
        {
            var (status, text) = await request.SendAsync(_bed.Server.Address, Nobody, cancellationToken);

            // 400 is Kestrel's own answer to a request line that it does not take.
            status.Should().BeOneOf([401, 400], $"{request} is behind the door: {text}");
        }

        requests.Should().HaveCountGreaterThan(500);
    }

    [Test]
    public async Task Send_FromABrowserWithoutAKey_FindsThePanelAtMost(CancellationToken cancellationToken)
    {
        foreach (var request in Operations().Concat(Hidden()).Append(new RawRequest("GET", "/index.html")).SelectMany(Disguises))
        {
            var (status, text) = await request.SendAsync(_bed.Server.Address, Browser, cancellationToken);

            if (status == 200)
            {
                request.Method.Should().BeOneOf("GET", "HEAD");
                text.Should().Contain("Content-Type: text/html", $"{request} may be a page of the panel").And.NotContain("\"modules\"");
            }
            else
            {
                status.Should().BeOneOf([401, 400], $"{request} is behind the door: {text}");
            }
        }
    }

    [Test]
    public async Task Send_WithAReadersKey_ReadsEverythingAndChangesNothing(CancellationToken cancellationToken)
    {
        foreach (var request in Operations().Concat(Hidden()).SelectMany(Disguises))
        {
            var (status, text) = await request.SendAsync(_bed.Server.Address, Reader, cancellationToken);

            if (request.Method is "GET" or "HEAD" or "OPTIONS")
            {
                status.Should().BeOneOf(Served, $"{request} reads: {text}");
            }
            else if (!request.Target.Contains("/api/tickets", StringComparison.Ordinal))
            {
                status.Should().BeOneOf([403, 400], $"{request} changes something: {text}");
            }
        }
    }

    [Test]
    public async Task Send_WithAnOperatorsKey_IsNeverTurnedAwayAtTheDoor(CancellationToken cancellationToken)
    {
        foreach (var request in Operations().Concat(Hidden()).SelectMany(Disguises))
        {
            var (status, text) = await request.SendAsync(_bed.Server.Address, Operator, cancellationToken);

            status.Should().BeOneOf(Served, $"{request} is an operator's: {text}");
        }
    }

    [TestCase("/health/live", 200)]
    [TestCase("/health/live/", 401)]
    [TestCase("/health/live/..", 401)]
    [TestCase("/health/live/%2e%2e", 401)]
    [TestCase("/health//live", 401)]
    [TestCase("/HEALTH/LIVE", 401)]
    [TestCase("/health%2flive", 401)]
    [TestCase("/api/../health/live", 200)]
    public async Task Live_HoweverItIsWritten_IsTheOnlyAddressThatIsOpen(string target, int expected)
    {
        var (status, text) = await new RawRequest("GET", target).SendAsync(_bed.Server.Address, Nobody, CancellationToken.None);

        status.Should().Be(expected, text);
        (await new RawRequest("POST", target).SendAsync(_bed.Server.Address, Nobody, CancellationToken.None)).Status.Should().Be(401);
    }

    /// <summary>All but the one that is open, which has a test of its own.</summary>
    private static IEnumerable<RawRequest> Operations()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path("docs", "api", "openapi.json")));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(operation => new RawRequest(
                operation.Name.ToUpperInvariant(), path.Name.Replace("{module_id}", "hello").Replace("{run_id}", "r").Replace("{path}", "f"))))
            .Where(request => request.Target != "/health/live")];
    }

    private static IEnumerable<RawRequest> Hidden() =>
    [
        new("GET", "/health"), new("GET", "/health/ready"), new("GET", "/docs"), new("GET", "/swagger/nothing"), new("POST", "/swagger/v1/swagger.json"),
        new("GET", "/metrics"), new("GET", "/api/runs/r/logs/ws"), new("HEAD", "/api/modules"),
        new("OPTIONS", "/api/runs"),
    ];

    /// <summary>Forms of a request line that need no path.</summary>
    private static IEnumerable<RawRequest> Odd() =>
    [
        new("OPTIONS", "*"), new("CONNECT", "localhost:80"), new("GET", "http://localhost/api/modules"), new("GET", "/"), new("TRACE", "/api/modules"),
        new("GET", "/INDEX.HTML"), new("GET", "/index.html/"), new("GET", "/index.html/..//api/modules"), new("GET", "/assets/../api/modules"),
        new("GET", "/index.html/../api/modules"), new("GET", "/index.html%2f..%2fapi/modules"), new("get", "/api/modules"),
        new("GET", "/swagger/../api/modules"), new("GET", "/swagger/..%2fapi/modules"), new("GET", "/swagger%2f..%2fapi/modules"),
        new("GET", "/swagger/%2e%2e/api/modules"), new("GET", "/swagger/index.html/../../api/modules"), new("GET", "/swaggerx"),
    ];

    /// <summary>The path itself and ways to write it that a careless guard takes for another.</summary>
    private static IEnumerable<RawRequest> Disguises(RawRequest plain) => new[]
    {
        plain.Target, plain.Target + "/", plain.Target + "//", plain.Target + ".", plain.Target + "..", plain.Target + ".json", plain.Target + ".css",
        plain.Target + ";x=/health/live", plain.Target + "%2F", plain.Target + "%20", plain.Target + "%00", plain.Target + "?x=/health/live",
        plain.Target + "?ticket=x", "/" + plain.Target, plain.Target.ToUpperInvariant(), "/%2e" + plain.Target, "/health/live/.." + plain.Target,
        "/health/live/../.." + plain.Target, "/health/live/%2e%2e/%2e%2e" + plain.Target, "/health/live%2F..%2F.." + plain.Target,
        "/health/live;" + plain.Target, "/health/live/..%5c.." + plain.Target, "/index.html/.." + plain.Target,
    }.Select(target => plain with { Target = target });

    private static IEnumerable<string> Key(int place, string name, string key, string role) =>
    [
        $"PrismQ:Security:ApiKeys:{place}:Name={name}",
        $"PrismQ:Security:ApiKeys:{place}:Hash={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}",
        $"PrismQ:Security:ApiKeys:{place}:Role={role}",
    ];
}
