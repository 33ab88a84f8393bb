using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;

namespace PrismQ.Domain.Tests.Configs;

public sealed class ConfigErrorsTests
{
    [Test]
    public void InvalidParameters_WhenSeveralAreWrong_JoinsAllMessagesAndKeepsThemByField()
    {
        var messages = new Dictionary<string, string[]>
        {
            ["top"] = ["top must be >= 1", "top must be a number"],
            ["color"] = ["color must be one of: red, blue"],
        };

        var error = ConfigErrors.InvalidParameters(messages);

        error.Kind.Should().Be(ErrorKind.Invalid);
        error.Code.Should().Be("INVALID_PARAMETERS");
        error.Message.Should().Be("Invalid parameters: top must be >= 1; top must be a number; color must be one of: red, blue");
        error.Fields.Should().BeEquivalentTo(messages);
    }
}
