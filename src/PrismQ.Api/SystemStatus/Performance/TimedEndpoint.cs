using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>An endpoint and how long it took lately.</summary>
internal sealed record TimedEndpoint(string Method, string Route, TimingWindows Timings);
