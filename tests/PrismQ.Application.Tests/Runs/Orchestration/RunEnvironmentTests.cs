using System.Collections;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Testing.Modules;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

internal sealed class RunEnvironmentTests
{
    private static readonly RunFolder Folder = new("/r", "/r/out", "/r/err", "/r/results");

    [Test]
    public void Build_Always_TellsTheScriptItsRunItsModuleAndItsFolder()
    {
        var run = new RunBuilder().OfModule("echo").Build();

        RunEnvironment.Build([], ModuleBuilder.Module(), run, Folder).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["PRISMQ_RUN_ID"] = run.Id.Value,
            ["PRISMQ_MODULE_ID"] = "echo",
            ["PRISMQ_OUTPUT_DIR"] = "/r/results",
        });
    }

    [TestCase("PATH", true)]
    [TestCase("HOME", true)]
    [TestCase("MY_PRISMQ", true)]
    [TestCase("PRISMQ__Security__ApiKeys__0", false)]
    [TestCase("PrismQ__History__ConnectionString", false)]
    [TestCase("ASPNETCORE_URLS", false)]
    [TestCase("Kestrel__Certificates__Default__Password", false)]
    [TestCase("CONNECTIONSTRINGS__Main", false)]
    [TestCase("AutoMapper__LicenseKey", false)]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", false)]
    [TestCase("DOTNET_PrismQ__Security__ApiKeys__0__Hash", false)]
    [TestCase("DOTNET_ROOT", true)]
    public void Build_OfWhatTheServerHas_PassesOnAllButItsOwnSettings(string name, bool isPassed)
    {
        var environment = RunEnvironment.Build(RunEnvironment.Inherit(new Hashtable { [name] = "v" }), ModuleBuilder.Module(), new RunBuilder().Build(), Folder);

        environment.GetValueOrDefault(name).Should().Be(isPassed ? "v" : null);
    }

    [Test]
    public void Build_WhenTheModuleSetsVariables_LaysThemOverTheServersAndAddsTheSecrets()
    {
        var module = ModuleBuilder.Module() with { Environment = new Dictionary<string, string> { ["LANG"] = "C", ["PRISMQ_RUN_ID"] = "forged" } };
        var run = new RunBuilder().WithSecret("token", "s3cret").Build();

        var environment = RunEnvironment.Build(RunEnvironment.Inherit(new Hashtable { ["LANG"] = "de_DE", ["TZ"] = "UTC" }), module, run, Folder);

        (environment["LANG"], environment["TZ"], environment["PRISMQ_PARAM_TOKEN"]).Should().Be(("C", "UTC", "s3cret"));
        environment["PRISMQ_RUN_ID"].Should().Be(run.Id.Value);
    }
}
