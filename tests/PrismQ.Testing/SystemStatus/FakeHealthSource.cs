using PrismQ.Application.SystemStatus;

namespace PrismQ.Testing.SystemStatus;

/// <summary>A part of the server with the problems that a test gives it.</summary>
public sealed class FakeHealthSource : IHealthSource
{
    public IReadOnlyList<string> Problems { get; set; } = [];
}
