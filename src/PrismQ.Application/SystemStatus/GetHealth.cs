using System.Reflection;
using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Modules;
using PrismQ.Domain.Common;

namespace PrismQ.Application.SystemStatus;

/// <summary>Reads whether the server is well.</summary>
public sealed record GetHealthQuery : IQuery<HealthDto>;

public enum HealthStatus
{
    Healthy,
    Degraded,
}

/// <summary>Whether the server is well, and what is wrong when it is not.</summary>
/// <param name="Status">Degraded means that it serves, but something needs attention.</param>
/// <param name="Version">The version of the server.</param>
/// <param name="UptimeSeconds">Since the server started, to a tenth.</param>
/// <param name="ActiveRuns">Runs that wait or go on.</param>
/// <param name="TotalModules">Modules in the registry.</param>
/// <param name="Problems">One sentence each; empty when healthy.</param>
public sealed record HealthDto(
    HealthStatus Status, string Version, double UptimeSeconds, int ActiveRuns, int TotalModules, IReadOnlyList<string> Problems);

internal sealed class GetHealthHandler(
    IEnumerable<IHealthSource> sources, ServerUptime uptime, IRunLoad load, IModuleCatalog catalog) : IQueryHandler<GetHealthQuery, HealthDto>
{
    /// <summary>The version of the build, without the commit that the SDK appends after a plus sign.</summary>
    private static readonly string Version = typeof(GetHealthHandler).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    private readonly IHealthSource[] _sources = [.. sources];
    private volatile HealthDto? _last;

    /// <returns>The same instance until something has changed.</returns>
    public Task<Result<HealthDto>> Handle(GetHealthQuery query, CancellationToken cancellationToken)
    {
        var last = _last;
        IReadOnlyList<string> problems = FindProblems();
        if (last is not null && last.Problems.SequenceEqual(problems))
        {
            problems = last.Problems;
        }

        var health = new HealthDto(
            problems.Count == 0 ? HealthStatus.Healthy : HealthStatus.Degraded,
            Version,
            Math.Round(uptime.Elapsed.TotalSeconds, 1),
            load.Running + load.Queued,
            catalog.Current.Modules.Count,
            problems);
        return Task.FromResult<Result<HealthDto>>(_last = health == last ? last : health);
    }

    private List<string> FindProblems()
    {
        List<string> problems = [];
        foreach (var source in _sources)
        {
            if (source.Problems is { Count: > 0 } found)
            {
                problems.AddRange(found);
            }
        }

        return problems;
    }
}
