using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PrismQ.Api.Tests.Common;

namespace PrismQ.Api.Tests.Security;

[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class TicketTests
{
    private const string Log = "/api/runs/none/logs/download";

    private readonly PrismQServer _server = new([.. Keys.Settings, ("PrismQ:Security:MaxWrongKeys", "2")]);

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [Test]
    public async Task Ticket_WhenUsed_OpensItsPathOnceAndNoOther()
    {
        using var reader = _server.NewClient(Keys.Reader);
        using var browser = _server.NewClient(null);

        using var elsewhere = await browser.GetAsync("/api/runs/none/logs/stream?ticket=" + await TicketFor(reader, Log));
        var ticket = await TicketFor(reader, Log);
        using var first = await browser.GetAsync($"{Log}?ticket={ticket}");
        using var second = await browser.GetAsync($"{Log}?ticket={ticket}");

        elsewhere.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        first.StatusCode.Should().Be(HttpStatusCode.NotFound, "it is past the door, and there is no such run");
        second.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Ticket_WhenThePathIsEncoded_OpensTheAddressAsItStands()
    {
        const string File = "/api/runs/none/results/files/deep/a%20file%20100%25.png";
        using var reader = _server.NewClient(Keys.Reader);
        using var browser = _server.NewClient(null);

        using var answer = await browser.GetAsync($"{File}?ticket={await TicketFor(reader, File)}");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task Ticket_WhenSentWithAChange_OpensNothingAndStaysGood(string method)
    {
        using var op = _server.NewClient(Keys.Operator);
        using var browser = _server.NewClient(null);
        var ticket = await TicketFor(op, Log);

        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Log}?ticket={ticket}");
        using var change = await browser.SendAsync(request);
        using var read = await browser.GetAsync($"{Log}?ticket={ticket}");

        change.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        read.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Ticket_WhenItIsOld_DoesNotCountAsAWrongKey()
    {
        using var browser = _server.NewClient(null);
        for (var count = 0; count < 5; count++)
        {
            using var old = await browser.GetAsync($"{Log}?ticket=old");
            old.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        using var reader = _server.NewClient(Keys.Reader);
        (await TicketFor(reader, Log)).Should().NotBeNullOrEmpty();
    }

    [TestCase("/api/runs/events")]
    [TestCase("/api/runs/r/logs/stream")]
    [TestCase("/api/runs/r/logs/ws")]
    [TestCase("/api/runs/r/results/files/deep/page.html")]
    public async Task CreateTicket_ForAStreamOrADownload_IssuesOne(string path)
    {
        using var reader = _server.NewClient(Keys.Reader);

        (await TicketFor(reader, path)).Should().NotBeNullOrEmpty();
    }

    [TestCase("/api/runs/r")]
    [TestCase("/api/runs")]
    [TestCase("/api/modules")]
    [TestCase("/api/runs/r/logs")]
    [TestCase("/api/runs/r/results")]
    [TestCase("/api/runs/r/results/files/")]
    [TestCase("/api/runs/r/logs/stream/")]
    [TestCase("/api/runs/r/logs/stream\n")]
    [TestCase("/api/runs/r/logs/stream?after=1")]
    [TestCase("/API/runs/events")]
    [TestCase("/swagger")]
    [TestCase("")]
    [TestCase(null)]
    public async Task CreateTicket_ForAnythingElse_SaysWhatIsRight(string? path)
    {
        using var op = _server.NewClient(Keys.Operator);

        using var answer = await op.PostAsJsonAsync("/api/tickets", new { path });

        var problem = await answer.ShouldBeProblem(422, "VALIDATION_ERROR");
        problem.GetProperty("errors").GetProperty("path")[0].GetString().Should().Contain("/api/runs/{run_id}/logs/stream");
    }

    private static async Task<string?> TicketFor(HttpClient client, string path)
    {
        using var answer = await client.PostAsJsonAsync("/api/tickets", new { path });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ticket").GetString();
    }
}
