using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>
/// A script prints its password in every form that it can think of, and then every answer, every file, the server's own output and the
/// process list are searched for it. Only the raw output that the script itself wrote may have it.
/// </summary>
[Platform("Linux"), SupportedOSPlatform("linux")]
[CancelAfter(180_000)]
internal sealed class SecretsTests
{
    private static readonly string Script = $"""
        exec "{Path.Combine(AppContext.BaseDirectory, "PrismQ.TestModule")}" tell-secret PRISMQ_PARAM_TOKEN "$PRISMQ_OUTPUT_DIR/go"
        """;

    private static readonly string Token =
        $$"""{"name": "token", "type": "password", "default": {{JsonSerializer.Serialize(PlantedSecret.Value)}}}, {"name": "plain", "type": "text"}""";

    private static readonly string[] LogEverything = ["Logging:LogLevel:Default=Trace", "Logging:LogLevel:Microsoft.AspNetCore=Trace"];

    private static readonly object Parameters = new { token = PlantedSecret.Value, plain = "visible" };

    [Test]
    public async Task Secret_WhenTheScriptPrintsItInEveryForm_StandsInTheRawOutputOnly(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("careless", Script, Token), ("broken", "exit 0", Token));
        await bed.StartAsync(LogEverything);
        var answers = new SearchedAnswers(bed);

        var changes = answers.GetChangesAsync(cancellationToken);
        var runId = await LaunchAsync(bed, answers, cancellationToken);
        await bed.LineAsync(runId, "\"message\":\"told\"", cancellationToken);
        var commandLines = SearchedFiles.CommandLines();
        await answers.GetEverythingAsync("careless", runId, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(bed.RunFolder(runId), "output", "go"), "", cancellationToken);
        await answers.GetStreamsAsync(runId, cancellationToken);
        await changes;
        await answers.GetEverythingAsync("careless", runId, cancellationToken);
        await SendRefusedAsync(answers, cancellationToken);
        await bed.EndServerAsync();
        answers.Keep(bed.Server.Output);
        await bed.StartAsync(LogEverything);
        await answers.GetEverythingAsync("careless", runId, cancellationToken);
        await bed.EndServerAsync();
        answers.Keep(bed.Server.Output);

        var files = SearchedFiles.Below(bed.DataDirectory);
        TestContext.Progress.WriteLine($"searched {answers.Count} answers, {files.Count} files, {commandLines.Count} command lines");
        answers.Leaks.Should().BeEmpty();
        commandLines.Should().NotBeEmpty();
        commandLines.SelectMany(line => PlantedSecret.FormsIn(line)).Should().BeEmpty("every user of the machine can read a command line");
        files.Where(file => file.Forms.Count > 0).Select(file => Path.GetRelativePath(bed.RunFolder(runId), file.Path))
            .Should().BeEquivalentTo("stdout.log", "stderr.log");
        files.Where(file => file.Forms.Count > 0).Should().OnlyContain(file => file.IsPrivate);
        files.Where(file => !IsScripts(file.Path)).Should().OnlyContain(file => file.IsPrivate, "nothing in the data directory is for others");
        File.GetUnixFileMode(bed.DataDirectory).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        answers.Text.Should().Contain("in two writes: ********").And.Contain("without a line's end: ********").And.Contain("visible");
    }

    /// <summary>What the script wrote has the mode that the script gave it, below a folder that is closed; so has the record of its process.</summary>
    private static bool IsScripts(string path) =>
        path.Contains("/output/", StringComparison.Ordinal) || path.EndsWith("/process", StringComparison.Ordinal);

    private static async Task<string> LaunchAsync(ServerBed bed, SearchedAnswers answers, CancellationToken cancellationToken)
    {
        var config = await answers.SendAsync(HttpMethod.Put, "/api/modules/careless/config", JsonContent.Create(new { parameters = Parameters }), cancellationToken);
        config.Should().Contain("********").And.Contain("visible");
        var run = await answers.SendAsync(
            HttpMethod.Post, "/api/runs", JsonContent.Create(new { module_id = "careless", parameters = Parameters, save_config = true }), cancellationToken);
        return JsonElement.Parse(run).GetProperty("run_id").GetString() ?? "";
    }

    /// <summary>Requests that are refused for many reasons: no refusal may quote what it refuses.</summary>
    private static async Task SendRefusedAsync(SearchedAnswers answers, CancellationToken cancellationToken)
    {
        object[] values = [PlantedSecret.Value + '\0', PlantedSecret.Value + new string('x', 110_000), new[] { PlantedSecret.Value }, new { PlantedSecret.Value }];
        foreach (var value in values)
        {
            await answers.SendAsync(HttpMethod.Post, "/api/modules/broken/run", JsonContent.Create(new { parameters = new { token = value } }), cancellationToken);
        }

        string[] bodies = ["{\"parameters\": {\"token\": \"" + PlantedSecret.Value, "{\"parameters\": " + JsonSerializer.Serialize(PlantedSecret.Value) + "}"];
        foreach (var body in bodies)
        {
            await answers.SendAsync(
                HttpMethod.Post, "/api/modules/broken/run", new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")), cancellationToken);
        }
    }
}
