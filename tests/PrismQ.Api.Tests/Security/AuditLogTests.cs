using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Api.Tests.Common;
using PrismQ.Application.Common;
using PrismQ.Application.Configs;
using PrismQ.Testing.Configs;

namespace PrismQ.Api.Tests.Security;

[TestFixture, CancelAfter(60_000)]
internal sealed class AuditLogTests
{
    private PrismQServer _server;

    [SetUp]
    public void StartServer() => _server = new PrismQServer(Keys.Settings) { Key = Keys.Operator };

    [TearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [Test]
    public async Task Change_WhenItWasMade_IsRecordedWithWhoWhatWhenAndItsOutcome(CancellationToken cancellationToken)
    {
        // A clock that stood still would let a cancel of a script that has not begun wait for ever.
        var before = TimeProvider.System.GetUtcNow();
        using var saved = await _server.Http.PutAsJsonAsync("/api/modules/hello/config", new { parameters = new { top = 5 } }, cancellationToken);
        using var deleted = await _server.Http.DeleteAsync("/api/modules/hello/config", cancellationToken);
        using var launched = await _server.Http.PostAsJsonAsync("/api/modules/wait/run", new { }, cancellationToken);
        using var started = await _server.Http.PostAsJsonAsync("/api/runs", new { module_id = "off" }, cancellationToken);
        using var cancelled = await _server.Http.DeleteAsync(launched.Headers.Location, cancellationToken);

        var run = launched.Headers.Location?.ToString();
        var entries = await ReadAsync(cancellationToken);
        entries.Select(entry => (Text(entry, "action"), entry.GetProperty("status").GetInt32(), Text(entry, "subject"))).Should().Equal(
            ("PUT /api/modules/hello/config", 200, null),
            ("DELETE /api/modules/hello/config", 200, null),
            ("POST /api/modules/wait/run", 202, run),
            ("POST /api/runs", 409, null),
            ($"DELETE {run}", 200, null));
        entries.Should().AllSatisfy(entry =>
        {
            Text(entry, "who").Should().Be("ops");
            Text(entry, "address").Should().NotBeNullOrEmpty();
            Text(entry, "trace_id").Should().NotBeNullOrEmpty();
            entry.GetProperty("at").GetDateTimeOffset().Should().BeOnOrAfter(before).And.BeOnOrBefore(TimeProvider.System.GetUtcNow());
        });
    }

    [Test]
    public async Task Read_WhateverIsAsked_IsNotRecorded(CancellationToken cancellationToken)
    {
        await _server.Http.GetStringAsync("/api/modules", cancellationToken);
        using var ticket = await _server.Http.PostAsJsonAsync("/api/tickets", new { path = "/api/runs/events" }, cancellationToken);
        using var change = await _server.Http.DeleteAsync("/api/modules/hello/config", cancellationToken);

        (await ReadAsync(cancellationToken)).Should().ContainSingle().Which.GetProperty("action").GetString().Should().StartWith("DELETE");
    }

    [Test]
    public async Task Change_WhenItCarriesASecret_IsRecordedWithoutIt(CancellationToken cancellationToken)
    {
        using var answer = await _server.Http.PutAsJsonAsync(
            "/api/modules/hello/config?token=hunter2", new { parameters = new { token = "hunter2" } }, cancellationToken);

        (await File.ReadAllTextAsync(_server.UnderData("audit.log"), cancellationToken)).Should().Contain("PUT").And.NotContain("hunter2");
    }

    [Test]
    public async Task Change_WhenItsStorageIsGone_IsRecordedAsItWasAnswered(CancellationToken cancellationToken)
    {
        await using var server = new PrismQServer(Keys.Settings)
        {
            Key = Keys.Operator,
            Replace = services => services.AddSingleton<IConfigStore>(new FakeConfigStore { Failure = new StorageUnavailableException("The disk is full.") }),
        };

        using var answer = await server.Http.PutAsJsonAsync("/api/modules/hello/config", new { parameters = new { top = 5 } }, cancellationToken);

        var lines = await File.ReadAllLinesAsync(server.UnderData("audit.log"), cancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        lines.Should().ContainSingle().Which.Should().Contain("\"status\":503");
    }

    [Test]
    public async Task Change_WhenItIsRefused_IsRecordedApartWithWhoWasTurnedAway(CancellationToken cancellationToken)
    {
        const string Config = "/api/modules/hello/config";
        using var nobody = _server.NewClient(null);
        using var stranger = _server.NewClient("wrong");
        using var reader = _server.NewClient(Keys.Reader);
        using var foreign = new HttpRequestMessage(HttpMethod.Delete, Config) { Headers = { { "Origin", "http://evil.example" } } };
        using var misdirected = new HttpRequestMessage(HttpMethod.Delete, Config) { Headers = { Host = "evil.example" } };

        using var first = await nobody.DeleteAsync(Config, cancellationToken);
        using var second = await stranger.DeleteAsync(Config, cancellationToken);
        using var third = await reader.DeleteAsync(Config, cancellationToken);
        using var fourth = await _server.Http.SendAsync(foreign, cancellationToken);
        using var fifth = await _server.Http.SendAsync(misdirected, cancellationToken);
        using var read = await nobody.GetAsync("/api/modules", cancellationToken);

        var entries = await ReadAsync(cancellationToken, "audit-refused.log");
        entries.Select(entry => (Text(entry, "who"), entry.GetProperty("status").GetInt32())).Should().Equal(
            (null, 401), (null, 401), ("eyes", 403), (null, 403), (null, 421));
        entries.Should().AllSatisfy(entry => Text(entry, "action").Should().Be("DELETE " + Config));
        File.Exists(_server.UnderData("audit.log")).Should().BeFalse("nothing was changed");
    }

    private async Task<List<JsonElement>> ReadAsync(CancellationToken cancellationToken, string file = "audit.log") =>
        [.. (await File.ReadAllLinesAsync(_server.UnderData(file), cancellationToken)).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();
}
