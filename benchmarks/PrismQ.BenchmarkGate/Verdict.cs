namespace PrismQ.BenchmarkGate;

public enum Verdict
{
    /// <summary>Less than 10 % slower, or faster.</summary>
    Ok,

    /// <summary>There is nothing to compare it with yet.</summary>
    New,

    /// <summary>Slower by 10 to 20 %, and the change says why.</summary>
    Explained,

    /// <summary>The launches of one version differ too much among themselves.</summary>
    Unclear,

    /// <summary>Slower by 10 to 20 %: the change must say why.</summary>
    Investigate,

    /// <summary>More than 20 % slower, 10 % more allocations, over its budget, failed or missing.</summary>
    Fail,
}

/// <summary>What the gate says of one kernel, and from what.</summary>
/// <param name="Sets">1, or more when a first set that looked slower, or too noisy to tell, was measured again.</param>
internal sealed record KernelVerdict(
    string Id, string Feature, Verdict Verdict, string Reason, KernelTimes? Base, KernelTimes? Change, Ratio? Ratio, int Sets);

/// <summary>One version over its launches: the lower quartile of the times, the median of the bytes.</summary>
internal sealed record KernelTimes(double Nanoseconds, double AllocatedBytes);
