using System.Diagnostics;
using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

internal static class ProcessStarts
{
    /// <summary>For programs that help the server: they need no setting of it either.</summary>
    public static ProcessStartInfo WithoutOwnVariables(this ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(OwnVariables.Contain).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
