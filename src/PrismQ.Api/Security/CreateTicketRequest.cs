namespace PrismQ.Api.Security;

/// <summary>What a ticket is to open.</summary>
public sealed record CreateTicketRequest
{
    /// <summary>The path of a stream or a download as it stands in the address, without a query.</summary>
    /// <example>/api/runs/events</example>
    public required string Path { get; init; }
}
