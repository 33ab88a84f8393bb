using PrismQ.Api.Tests.Common;
using PrismQ.Client;

namespace PrismQ.Api.Tests.Security;

[TestFixture, CancelAfter(60_000)]
internal sealed class CallerTests
{
    [TestCase(Keys.Operator, "ops", Role.Operator)]
    [TestCase(Keys.Reader, "eyes", Role.Reader)]
    public async Task GetCaller_WhenAKeyIsShown_TellsWhoseItIsAndWhatItMayDo(string key, string name, Role role)
    {
        await using var server = new PrismQServer(Keys.Settings) { Key = key };

        var caller = await new SecurityClient(server.Http).GetCallerAsync();

        (caller.Name, caller.Role).Should().Be((name, role));
    }

    [Test]
    public async Task GetCaller_WhereNoKeyIsRequired_TellsThatAnybodyMayDoEverything()
    {
        await using var server = new PrismQServer();

        var answer = await server.Http.GetStringAsync("/api/caller");

        answer.Should().Be("""{"name":"anonymous","role":"operator"}""");
    }
}
