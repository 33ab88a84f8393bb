using PrismQ.Api.Common.Startup;

namespace PrismQ.Api.Tests.Common;

internal sealed class CommandLineTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [TestCase("create-key")]
    [TestCase("create-key", "ops")]
    [TestCase("create-key", "ops", "operator", "more")]
    [TestCase("openapi")]
    [TestCase("serve")]
    [TestCase("")]
    [TestCase("--PrismQ:DataDirectory=data", "create-key", "ops", "operator")]
    [TestCase("--urls", "http://127.0.0.1:8000", "serve")]
    [TestCase("urls=http://127.0.0.1:8000", "openapi", "openapi.json")]
    [TestCase("--urls")]
    [TestCase("-urls", "http://127.0.0.1:8000")]
    [TestCase("-urls=http://127.0.0.1:8000")]
    public async Task Explain_WhenNoSuchCommandExists_SaysTheUsageAndFails(params string[] args)
    {
        var exitCode = await CommandLine.ExplainAsync(args, _output, _error);

        exitCode.Should().Be(2);
        _error.ToString().Should().StartWith("Usage: ").And.Contain("create-key <name> <operator|reader>");
        _error.ToString().Trim().Should().NotContain("\n");
        _output.ToString().Should().BeEmpty();
    }

    [TestCase("--help")]
    [TestCase("-h")]
    [TestCase("help")]
    public async Task Explain_WhenHelpIsAskedFor_SaysTheUsage(params string[] args)
    {
        var exitCode = await CommandLine.ExplainAsync(args, _output, _error);

        exitCode.Should().Be(0);
        _output.ToString().Should().StartWith("Usage: ");
        _error.ToString().Should().BeEmpty();
    }

    [TestCase]
    [TestCase("create-key", "ops", "operator")]
    [TestCase("openapi", "openapi.json")]
    [TestCase("--urls", "http://127.0.0.1:8000")]
    [TestCase("--PrismQ:DataDirectory=data")]
    [TestCase("/urls", "http://127.0.0.1:8000")]
    [TestCase("--urls", "http://127.0.0.1:8000", "--PrismQ:DataDirectory=data", "--PrismQ:ModulesFile", "modules.json")]
    [TestCase("--PrismQ:DataDirectory=a=b", "PrismQ:ModulesFile=modules.json")]
    [TestCase("--PrismQ:DataDirectory", "-")]
    [TestCase("urls=http://127.0.0.1:8000")]
    public async Task Explain_WhenTheArgumentsAreRight_SaysNothing(params string[] args)
    {
        (await CommandLine.ExplainAsync(args, _output, _error)).Should().BeNull();

        (_output.ToString() + _error).Should().BeEmpty();
    }
}
