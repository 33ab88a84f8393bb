using System.Text.Json;

namespace PrismQ.Api.Tests.Common;

internal static class ProblemAssertions
{
    /// <summary>Asserts the error shape of the contract, and answers the body.</summary>
    public static async Task<JsonElement> ShouldBeProblem(this HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).Should().Be(status, text);
        (answer.Content.Headers.ContentType?.MediaType).Should().Be("application/problem+json");
        var body = JsonDocument.Parse(text).RootElement;
        body.GetProperty("error_code").GetString().Should().Be(code);
        body.GetProperty("status").GetInt32().Should().Be(status);
        body.GetProperty("detail").GetString().Should().NotBeNullOrWhiteSpace();
        body.GetProperty("trace_id").GetString().Should().NotBeNullOrEmpty();
        body.GetProperty("timestamp").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$");
        return body;
    }
}
