using System.Text.Json;

namespace PrismQ.Api.Tests.Common;

/// <summary>What every answer keeps to, whatever was asked.</summary>
internal static class FuzzedAnswers
{
    // What an exception's text, a stack or a path of the server would show.
    private static readonly string[] Leaks = ["Exception", "   at ", ".cs:line", "System.", "Microsoft.", "SQLite", "/tmp/", "PrismQ.Api"];

    /// <summary>Never 5xx; a refusal is in the error shape; no text of an exception.</summary>
    public static async Task ShouldKeepToTheContract(this HttpResponseMessage answer, string asked)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).Should().BeLessThan(500, text);
        if ((int)answer.StatusCode < 400)
        {
            return;
        }

        (answer.Content.Headers.ContentType?.MediaType).Should().Be("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("error_code").GetString().Should().MatchRegex("^[A-Z_]+$");
        problem.GetProperty("detail").GetString().Should().NotBeNullOrWhiteSpace();
        Leaks.Where(leak => text.Contains(leak, StringComparison.Ordinal) && !asked.Contains(leak, StringComparison.Ordinal)).Should().BeEmpty();
    }
}
