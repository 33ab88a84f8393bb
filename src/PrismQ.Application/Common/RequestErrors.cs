using PrismQ.Domain.Common;

namespace PrismQ.Application.Common;

public static class RequestErrors
{
    /// <summary>The request itself is of the wrong shape, whatever it is about.</summary>
    public static Error Malformed(IReadOnlyDictionary<string, string[]> fields) =>
        new(ErrorKind.Malformed, "VALIDATION_ERROR", string.Join("; ", fields.SelectMany(field => field.Value)))
        {
            Fields = fields,
        };
}
