using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Testing.Configs;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Domain.Tests.Configs;

public sealed class SecretsTests
{
    private static readonly Module Login = Module("login", Parameter("user"), Password("token"), Password("pin"));

    [Test]
    public void SecretNames_OfAModule_AreItsPasswordParameters()
    {
        Login.SecretNames().Should().BeEquivalentTo("token", "pin");
    }

    [Test]
    public void Masked_WhenTheModuleCallsAValueAPassword_HidesItAndNothingElse()
    {
        Shown("""{"user": "ann", "token": "s3cret", "extra": 1}""").Should().Equal("\"ann\"", "\"********\"", "1");
    }

    [TestCase("null")]
    [TestCase("\"\"")]
    public void Masked_WhenThereIsNoPassword_ShowsThatThereIsNone(string none)
    {
        Shown($$"""{"token": {{none}}}""").Should().Equal(none);
    }

    [Test]
    public void Masked_WhenItWasSavedAsAPassword_HidesItWhateverTheModuleCallsItNow()
    {
        Shown("""{"user": "was-a-password", "extra": "plain"}""", "user").Should().Equal("\"********\"", "\"plain\"");
    }

    private static IEnumerable<string> Shown(string parameters, params string[] savedAsSecret) =>
        new ModuleConfig(Login.Id, Json.Parameters(parameters), null) { SecretNames = savedAsSecret.ToHashSet() }
            .Masked(Login).Values.Select(value => value.GetRawText());
}
