using System.Collections.Frozen;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>How the history spells the states of a run.</summary>
internal static class StatusNames
{
    private static readonly FrozenDictionary<RunStatus, string> Names =
        Enum.GetValues<RunStatus>().ToFrozenDictionary(status => status, status => status.ToString().ToLowerInvariant());

    private static readonly FrozenDictionary<string, RunStatus> Statuses = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(RunStatus status) => Names[status];

    public static RunStatus Parse(string name) => Statuses[name];
}
