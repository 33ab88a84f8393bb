namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>A record of an index that should be whole is not.</summary>
internal sealed class TornIndexException : IOException
{
    public TornIndexException()
        : base("The log's index is damaged.")
    {
    }
}
