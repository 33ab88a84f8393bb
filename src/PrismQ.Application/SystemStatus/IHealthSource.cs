namespace PrismQ.Application.SystemStatus;

/// <summary>A part of the server that knows whether it is well.</summary>
public interface IHealthSource
{
    /// <summary>What is wrong now, one sentence each, without secrets and paths; empty when all is well. Must be quick.</summary>
    IReadOnlyList<string> Problems { get; }
}
