using PrismQ.Domain.Common;

namespace PrismQ.Domain.Configs;

public static class ConfigErrors
{
    /// <summary>The parameters break the module's own rules.</summary>
    /// <param name="messages">Every message, by parameter.</param>
    public static Error InvalidParameters(IReadOnlyDictionary<string, string[]> messages) =>
        new(ErrorKind.Invalid, "INVALID_PARAMETERS", "Invalid parameters: " + string.Join("; ", messages.SelectMany(pair => pair.Value)))
        {
            Fields = messages,
        };
}
