using PrismQ.Application.Runs.Orchestration;
using PrismQ.Testing.Configs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

internal sealed class RunArgumentsTests
{
    [TestCase("\"text with spaces\"", "--p", "text with spaces")]
    [TestCase("\"-x; rm\"", "--p", "-x; rm")]
    [TestCase("true", "--p")]
    [TestCase("false")]
    [TestCase("null")]
    [TestCase("\"\"")]
    [TestCase("5", "--p", "5")]
    [TestCase("1.50", "--p", "1.50")]
    [TestCase("1e3", "--p", "1000")]
    [TestCase("25E-1", "--p", "2.5")]
    [TestCase("1e400", "--p", "1e400")]
    [TestCase("1e-7", "--p", "0.0000001")]
    [TestCase("1e-30", "--p", "1e-30")]
    [TestCase("6.62607015e-34", "--p", "6.62607015e-34")]
    [TestCase("1.234567890123456e-15", "--p", "1.234567890123456e-15")]
    [TestCase("[1, \"e\"]", "--p", "[1, \"e\"]")]
    [TestCase("{\"a\": 1}", "--p", "{\"a\": 1}")]
    public void CommandLine_OfAValue_IsWhatAScriptReads(string json, params string[] expected)
    {
        RunArguments.CommandLine(Json.Parameters($$"""{"p": {{json}}}"""), []).Should().Equal(expected);
    }

    [Test]
    public void CommandLine_OfSeveral_KeepsTheirOrderAndLeavesSecretsOut()
    {
        var values = Json.Parameters("""{"z": 1, "token": "s3cret", "a": true}""");

        RunArguments.CommandLine(values, ["token"]).Should().Equal("--z", "1", "--a");
    }

    [Test]
    public void SecretVariables_OfSecrets_AreNamedForTheEnvironmentAndLeaveOutWhatIsNotThere()
    {
        var values = Json.Parameters("""{"api-token": "s3cret", "pin": 1234, "empty": "", "user": "ann"}""");

        var variables = RunArguments.SecretVariables(values, ["api-token", "pin", "empty", "missing"]);

        variables.Should().Equal(KeyValuePair.Create("PRISMQ_PARAM_API_TOKEN", "s3cret"), KeyValuePair.Create("PRISMQ_PARAM_PIN", "1234"));
    }
}
