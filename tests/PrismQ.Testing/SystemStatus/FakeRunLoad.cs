using PrismQ.Application.SystemStatus;

namespace PrismQ.Testing.SystemStatus;

/// <summary>As many runs as a test says.</summary>
public sealed record FakeRunLoad(int Running, int Queued) : IRunLoad;
