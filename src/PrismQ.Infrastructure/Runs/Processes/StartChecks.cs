using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Looks before a start that goes through a shell, which could only answer 126 or 127 for what is refused here by name.</summary>
internal static class StartChecks
{
    /// <exception cref="ProcessStartException">The program or its folder is missing or may not be executed.</exception>
    public static void Verify(ProcessSpec spec)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new ProcessStartException($"The working directory does not exist: {spec.WorkingDirectory}");
        }

        if (!File.Exists(spec.FileName))
        {
            throw new ProcessStartException($"The program does not exist: {spec.FileName}");
        }

        if (!LibC.MayExecute(spec.FileName))
        {
            throw new ProcessStartException($"The program may not be executed: {spec.FileName}");
        }
    }
}
