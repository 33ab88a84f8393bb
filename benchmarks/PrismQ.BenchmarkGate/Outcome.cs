namespace PrismQ.BenchmarkGate;

/// <summary>What the gate says of a whole change; the number is the program's exit code.</summary>
public enum Outcome
{
    Pass = 0,
    Regression = 1,
    CannotJudge = 2,
}

/// <summary>The two versions cannot be compared here; it says nothing about the change.</summary>
public sealed class CannotJudgeException : Exception
{
    public CannotJudgeException()
    {
    }

    public CannotJudgeException(string message)
        : base(message)
    {
    }

    public CannotJudgeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
