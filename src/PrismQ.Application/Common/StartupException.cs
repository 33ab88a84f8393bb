namespace PrismQ.Application.Common;

/// <summary>The server cannot start; the message is one line that says why and what to do, without a stack for its reader.</summary>
public sealed class StartupException : Exception
{
    public StartupException()
    {
    }

    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
