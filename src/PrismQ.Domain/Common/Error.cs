namespace PrismQ.Domain.Common;

/// <summary>What kind of refusal an <see cref="Error"/> is; each outer layer answers a kind in its own way.</summary>
public enum ErrorKind
{
    NotFound,
    Malformed,
    Invalid,
    Refused,
    Conflict,
    TooMany,
    Unavailable,
}

/// <summary>An expected outcome that is not success.</summary>
/// <param name="Kind">The kind of refusal.</param>
/// <param name="Code">Stable code for programs, upper snake case.</param>
/// <param name="Message">One sentence for people: what is wrong and what would be right.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message)
{
    /// <summary>Messages by field, where several fields are wrong.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }
}
