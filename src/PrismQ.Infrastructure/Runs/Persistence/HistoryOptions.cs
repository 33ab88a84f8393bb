using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>Settings of the section <c>PrismQ:History</c>: where the history of runs is kept.</summary>
public sealed class HistoryOptions : IValidatableObject
{
    public const string Section = "PrismQ:History";

    /// <summary>A PostgreSQL connection string. Default none: the history is the SQLite file <c>history.db</c> in the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// How long another program may hold the SQLite file before a request gives up, or another server the PostgreSQL history before a start
    /// does, in seconds, 1 to 60. Default 5.
    /// </summary>
    [Range(1, 60)]
    public int LockTimeoutSeconds { get; set; } = 5;

    public bool UsesPostgres => !string.IsNullOrWhiteSpace(ConnectionString);

    /// <summary>The connection string with more of the server's options, which come behind its own.</summary>
    public NpgsqlConnectionStringBuilder PostgresWith(string serverOptions)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
        settings.Options = $"{settings.Options} {serverOptions}".Trim();
        return settings;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UsesPostgres && !NamesPostgresServer(ConnectionString))
        {
            // The value itself may hold a password and stays out of the message.
            yield return new ValidationResult(
                $"{Section}:ConnectionString must be a PostgreSQL connection string, for example Host=localhost;Database=prismq;Username=prismq.",
                [nameof(ConnectionString)]);
        }
    }

    private static bool NamesPostgresServer(string? connectionString)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
