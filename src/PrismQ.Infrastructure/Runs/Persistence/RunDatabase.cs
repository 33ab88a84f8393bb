using System.Data.Common;
using PrismQ.Application.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>What differs between the databases that can hold the history. Thread-safe; lives as long as the process.</summary>
internal abstract class RunDatabase : IAsyncDisposable
{
    /// <summary>Brings the database to the newest schema.</summary>
    /// <exception cref="StartupException">It is damaged, of a newer version, or not to be reached.</exception>
    public abstract void Migrate();

    /// <summary>Opens the connection of the one writer; what it commits is on disk.</summary>
    public abstract Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken);

    /// <summary>Opens a pooled connection that can read only.</summary>
    public abstract Task<DbConnection> OpenReaderAsync(CancellationToken cancellationToken);

    /// <summary>Called before each commit: a database whose file was taken away would take writes that nobody finds again.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public virtual void EnsurePresent()
    {
    }

    /// <summary>One sentence, without paths, on why the storage cannot be used; null when the exception is of another kind.</summary>
    public abstract string? Explain(Exception exception);

    public abstract ValueTask DisposeAsync();
}
