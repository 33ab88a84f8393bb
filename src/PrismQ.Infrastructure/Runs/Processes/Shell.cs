namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>The constant texts that a POSIX shell reads on the way to a script; what belongs to a run reaches it as arguments only.</summary>
internal static class Shell
{
    public const string Path = "/bin/sh";

    /// <summary>Enters the control group of <c>$1</c> and becomes the program after it. The variables are those that shells make up.</summary>
    public const string JoinGroup = "echo 0 >\"$1\" || exit 126; shift; unset PWD OLDPWD SHLVL _; exec \"$@\"";

    public static string Members(string group) => System.IO.Path.Combine(group, "cgroup.procs");
}
