namespace PrismQ.Api.Common;

/// <summary>What went wrong with a request (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>Always <c>about:blank</c>: the error code says more.</summary>
    /// <example>about:blank</example>
    public required string Type { get; init; }

    /// <summary>The status in words.</summary>
    /// <example>Not Found</example>
    public required string Title { get; init; }

    /// <summary>The status of the answer.</summary>
    /// <example>404</example>
    public required int Status { get; init; }

    /// <summary>What is wrong and what would be right, for people.</summary>
    /// <example>Run not found: run_20260131_083000_word-trends_1a2b3c4d</example>
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    public required string Instance { get; init; }

    /// <summary>Stable, for programs.</summary>
    /// <example>RUN_NOT_FOUND</example>
    public required string ErrorCode { get; init; }

    /// <summary>When it went wrong, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Finds the request in the server's log.</summary>
    public required string TraceId { get; init; }

    /// <summary>Messages by field, where fields are wrong; else null.</summary>
    public required IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
