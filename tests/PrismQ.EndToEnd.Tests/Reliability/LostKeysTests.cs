using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>The encryption keys are gone, for example because a backup was restored without them: what had secrets stays closed.</summary>
[Platform("Linux")]
[CancelAfter(180_000)]
internal sealed class LostKeysTests
{
    private const string Secret = "correct-horse-battery";
    private const string Token = """{"name": "token", "type": "password", "required": true}""";
    private const string Careless = """
        echo "my password is $PRISMQ_PARAM_TOKEN"
        : > "$PRISMQ_OUTPUT_DIR/$PRISMQ_PARAM_TOKEN"
        """;

    [Test]
    public async Task Server_WhenItsKeysAreGone_ShowsNoSecretAndSaysWhatToDo(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("careless", Careless, Token), ("slow", "sleep 600", ""));
        await bed.StartAsync("PrismQ:Runs:MaxConcurrent=1");
        var ended = await StartAsync(bed, save: true, cancellationToken);
        await bed.EndOfAsync(ended, cancellationToken);
        var slow = await bed.LaunchAsync("slow", cancellationToken);
        var queued = await StartAsync(bed, save: false, cancellationToken);
        await bed.EndServerAsync();
        Directory.Delete(Path.Combine(bed.DataDirectory, "keys"), recursive: true);
        await bed.StartAsync("PrismQ:Runs:MaxConcurrent=1");

        await bed.UntilHealthIsAsync("degraded", cancellationToken);
        var health = await bed.GetAsync("/api/health", cancellationToken);
        health.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()).Should().ContainMatch("*encryption keys*");
        foreach (var part in new[] { "logs", "logs/stream", "logs/download", "results", $"results/files/{Secret}" })
        {
            await ShouldBeClosedAsync(bed, $"/api/runs/{ended}/{part}", cancellationToken);
        }

        using var socket = new ClientWebSocket();
        var follow = () => socket.ConnectAsync(new UriBuilder(bed.Server.Address) { Scheme = "ws", Path = $"/api/runs/{ended}/logs/ws" }.Uri, cancellationToken);
        (await follow.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("409");
        var run = await bed.GetAsync($"/api/runs/{ended}", cancellationToken);
        run.GetProperty("parameters").GetProperty("token").GetString().Should().Be("********");

        using var cancelled = await bed.Http.DeleteAsync($"/api/runs/{slow}", cancellationToken);
        await ServerBed.UntilAsync(async () => (await bed.GetAsync($"/api/runs/{queued}", cancellationToken)).GetProperty("status").GetString() == "failed", cancellationToken);
        var failed = await bed.GetAsync($"/api/runs/{queued}", cancellationToken);
        failed.GetProperty("failure_reason").GetString().Should().Be("launch_failed");
        failed.GetProperty("error_message").GetString().Should().Contain("cannot be decrypted");

        var config = await bed.GetAsync("/api/modules/careless/config", cancellationToken);
        config.GetProperty("warnings").EnumerateArray().Should().ContainSingle().Which.GetString().Should().Contain("Save it anew");
        using var saved = await bed.Http.PutAsJsonAsync("/api/modules/careless/config", new { parameters = new { token = Secret } }, cancellationToken);
        saved.StatusCode.Should().Be(HttpStatusCode.OK);
        (await bed.GetAsync("/api/modules/careless/config", cancellationToken)).GetProperty("warnings").EnumerateArray().Should().BeEmpty();
    }

    private static async Task ShouldBeClosedAsync(ServerBed bed, string path, CancellationToken cancellationToken)
    {
        using var answer = await bed.Http.GetAsync(path, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict, path);
        var problem = JsonElement.Parse(text);
        problem.GetProperty("error_code").GetString().Should().Be("SECRETS_UNREADABLE");
        problem.GetProperty("detail").GetString().Should().Contain("Restore the folder of the encryption keys").And.NotContain(Secret);
    }

    private static async Task<string> StartAsync(ServerBed bed, bool save, CancellationToken cancellationToken)
    {
        using var answer = await bed.Http.PostAsJsonAsync(
            "/api/runs", new { module_id = "careless", parameters = new { token = Secret }, save_config = save }, cancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("run_id").GetString() ?? "";
    }
}
