using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PrismQ.Api.Common;
using PrismQ.Api.Common.Startup;
using PrismQ.Api.Security;
using PrismQ.Api.SystemStatus.Telemetry;
using PrismQ.Application;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Api.Tests.Common;

internal sealed class SettingsCheckTests
{
    [TestCase("PrismQ:Runs:MaxConcurrent", "0", "PrismQ:Runs:MaxConcurrent is '0'; it must be a number from 1 to 1000.")]
    [TestCase("PrismQ:Runs:MaxConcurrent", "many", "PrismQ:Runs:MaxConcurrent is 'many'; it must be a number from 1 to 1000.")]
    [TestCase("PrismQ:Runs:WhenFull", "Explode", "PrismQ:Runs:WhenFull is 'Explode'; it must be one of: Queue, Reject.")]
    [TestCase("PrismQ:Runs:MaxConcurent", "5", "PrismQ:Runs:MaxConcurent is no setting of this version")]
    [TestCase("PrismQ:Cors:Origins", "https://panel.example", "PrismQ:Cors:Origins is a list; its first item is PrismQ:Cors:Origins:0.")]
    [TestCase("PrismQ:Telemetry:OtlpEndpoint", "localhost:4317", "PrismQ:Telemetry:OtlpEndpoint is 'localhost:4317'; it must be an http or https address")]
    [TestCase("PrismQ:Telemetry:OtlpEndpoint", "/collect", "PrismQ:Telemetry:OtlpEndpoint is '/collect'; it must be an http or https address")]
    [TestCase("PrismQ:Telemetry:Prometheus", "maybe", "PrismQ:Telemetry:Prometheus is 'maybe'; it must be true or false.")]
    [TestCase("PrismQ:Limits:MaxConnections", "abc", "PrismQ:Limits:MaxConnections is 'abc'; it must be a number from 10 to 100000.")]
    public void Run_WhenASettingIsWrong_NamesItAndWhatWouldBeRight(string setting, string value, string message)
    {
        var check = () => Check((setting, value));

        check.Should().Throw<StartupException>().WithMessage(message + "*").Which.Message.Should().NotContain("\n");
    }

    [Test]
    public void Run_WhenSettingsAreGood_LetsTheServerStart()
    {
        var check = () => Check(("PrismQ:Runs:MaxConcurrent", "3"), ("PrismQ:Security:ApiKeys:0:Name", "ci"), ("PrismQ:Cors:Origins", ""));

        check.Should().NotThrow();
    }

    [TestCase("urls", "http://0.0.0.0:8000")]
    [TestCase("urls", "http://127.0.0.1:8000;http://*:8001")]
    [TestCase("http_ports", "8080")]
    [TestCase("Kestrel:Endpoints:Open:Url", "http://[::]:8000")]
    public void RefuseToBeOpen_WhenOthersCanReachItWithoutAKey_StopsTheStart(string setting, string value)
    {
        var check = () => ListenAddresses.RefuseToBeOpen(Configuration((setting, value)));

        check.Should().Throw<StartupException>();
    }

    [Test]
    public void Start_AtSomethingThatIsNoAddress_IsExplainedInOneLine()
    {
        var check = () => ListenAddresses.RefuseToBeOpen(Configuration(("urls", "127.0.0.1:9000")));

        StartupFailures.Explain(check.Should().Throw<Exception>().Which).Should().Contain("127.0.0.1:9000").And.Contain(ListenAddresses.Default);
    }

    [TestCase("Role", "admin", "'admin' at 'PrismQ:Security:ApiKeys:0:Role'")]
    [TestCase("Rolle", "Operator", "Rolle")]
    public void Start_WithAMistakeInAKey_IsRefusedInsteadOfLeavingTheDoorOpen(string setting, string value, string named)
    {
        var start = Validation(($"PrismQ:Security:ApiKeys:0:{setting}", value));

        StartupFailures.Explain(start.Should().Throw<Exception>().Which).Should().Contain(named).And.NotContain("\n");
    }

    [TestCase("panel.example")]
    [TestCase("*")]
    [TestCase("ftp://panel.example")]
    [TestCase("https://panel.example/app")]
    public void Start_WithAnOriginThatNoBrowserSends_IsRefused(string origin)
    {
        var start = Validation(("PrismQ:Cors:Origins:0", "http://localhost:3000/"), ("PrismQ:Cors:Origins:1", origin));

        StartupFailures.Explain(start.Should().Throw<Exception>().Which).Should().Contain($"'{origin}'").And.Contain("looks like").And.NotContain("3000");
    }

    [TestCase("PrismQ:Runs:StopGraceSeconds", "1e300")]
    [TestCase("PrismQ:Runs:StopGraceSeconds", "300.4")]
    [TestCase("PrismQ:Runs:StopGraceSeconds", "-0.4")]
    public void Run_WhenAFractionIsBeyondTheRange_NamesIt(string setting, string value)
    {
        var check = () => Check((setting, value));

        check.Should().Throw<StartupException>().WithMessage($"{setting} is '{value}'*");
    }

    [TestCase("http://127.0.0.1:8000")]
    [TestCase("http://localhost:0")]
    [TestCase("http://[::1]:8000")]
    public void RefuseToBeOpen_WhenOnlyThisMachineCanReachIt_LetsItStart(string url)
    {
        var check = () => ListenAddresses.RefuseToBeOpen(Configuration(("urls", url)));

        check.Should().NotThrow();
    }

    private static Action Validation(params (string Key, string Value)[] settings) => () =>
    {
        using var services = new ServiceCollection().AddSingleton(Configuration(settings)).AddSecurity().BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    };

    private static void Check(params (string Key, string Value)[] settings)
    {
        var configuration = Configuration(settings);
        SettingsCheck.Run(new ServiceCollection().AddApplication(null).AddSecurity().AddApi().AddTelemetry(configuration), configuration);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();
}
