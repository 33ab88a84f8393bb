using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PrismQ.TestModule;

/// <summary>What a script can do to be hard to end.</summary>
internal static class Processes
{
    /// <summary>Starts this program again with the verb that follows, prints its id, and waits for it.</summary>
    public static int SpawnChild(string[] verb)
    {
        using var child = Process.Start(Environment.ProcessPath ?? "", verb);
        Console.Out.WriteLine($"child {child.Id}");
        Console.Out.Flush();
        child.WaitForExit();
        return child.ExitCode;
    }

    public static int IgnoreTerm()
    {
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        Pause(int.MaxValue);
        return 0;
    }

    /// <summary>Closes both streams and lives on.</summary>
    public static int CloseOutput()
    {
        Console.Out.WriteLine("closing");
        Console.Out.Flush();
        _ = NativeMethods.close(1);
        _ = NativeMethods.close(2);
        Pause(int.MaxValue);
        return 0;
    }

    public static void Pause(int milliseconds)
    {
        if (milliseconds > 0)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(milliseconds);
        }
    }
}

internal static class NativeMethods
{
    [DllImport("libc", ExactSpelling = true)]
    public static extern int close(int descriptor);
}
