using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>
/// Makes sure that one server at a time uses a history in PostgreSQL: two would take over, end and launch each other's runs. The lock is that
/// of a connection which is open as long as the server lives, so the database gives it back however the server ends. A history in SQLite is
/// guarded by the lock of its data directory.
/// </summary>
internal sealed partial class HistoryLock(IOptions<HistoryOptions> options, RunDatabase database, TimeProvider time, ILogger<HistoryLock> logger)
    : StartingService, IAsyncDisposable
{
    /// <summary>Between two tries while another server has the lock: one that was killed just now gives it back in a moment.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Between two looks whether the connection is there; also keeps it from being idle.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);

    // The first number says that it is PrismQ's ("PrsQ"), the second which history of the database: the schema that its table is found in by the
    // search path or, before there is one, will be made in.
    private const string TryLock = """
        SELECT pg_try_advisory_lock(1349677905, coalesce(
            (SELECT relnamespace::int FROM pg_class WHERE oid = to_regclass('runs')),
            (SELECT oid::int FROM pg_namespace WHERE nspname = current_schema()),
            0))
        """;

    // A server whose machine is gone says no goodbye; the system's own limit would keep its lock for hours.
    private const string NoticesLostPeers = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private readonly CancellationTokenSource _stopping = new();
    private NpgsqlConnection? _connection;
    private Task _keeping = Task.CompletedTask;

    /// <exception cref="StartupException">Another server has it, or the database cannot be reached.</exception>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.UsesPostgres)
        {
            return;
        }

        try
        {
            await TakeAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw new StartupException(database.Explain(exception) ?? $"The run history cannot be locked: {exception.Message}", exception);
        }

        _keeping = KeepAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync();
        _stopping.Dispose();
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!await TryTakeAsync(cancellationToken))
        {
            if (time.GetElapsedTime(start) >= TimeSpan.FromSeconds(options.Value.LockTimeoutSeconds))
            {
                throw new StartupException(
                    $"Another PrismQ server uses the history of {HistoryOptions.Section}:ConnectionString: stop it, or give each server a database of its own.");
            }

            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        // Not of the pool: that closes what is idle.
        var settings = options.Value.PostgresWith(NoticesLostPeers);
        settings.Pooling = false;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(TryLock, cancellationToken: cancellationToken)))
            {
                (_connection, connection) = (connection, null);
            }

            return connection is null;
        }
        finally
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>Takes the lock again when its connection broke. Runs go on meanwhile; a server that starts just then can come in.</summary>
    private async Task KeepAsync()
    {
        while (true)
        {
            await Task.Delay(CheckInterval, time, _stopping.Token);
            if (_connection is not null && await IsHeldAsync(_connection))
            {
                continue;
            }

            await CloseAsync();
            await TakeAgainAsync();
        }
    }

    private async Task<bool> IsHeldAsync(NpgsqlConnection connection)
    {
        try
        {
            await connection.ExecuteAsync(new CommandDefinition("SELECT 1", cancellationToken: _stopping.Token));
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogLost(exception);
            return false;
        }
    }

    private async Task TakeAgainAsync()
    {
        try
        {
            if (await TryTakeAsync(_stopping.Token))
            {
                LogTakenAgain();
            }
            else
            {
                LogTakenByAnother();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogLost(exception);
        }
    }

    private async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    [LoggerMessage(3302, LogLevel.Warning, "The lock of the run history is lost with its connection; it is tried to take it again.")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(3303, LogLevel.Information, "The lock of the run history is taken again.")]
    private partial void LogTakenAgain();

    [LoggerMessage(3304, LogLevel.Error, "Another PrismQ server took the run history while the connection was lost: stop one of the two.")]
    private partial void LogTakenByAnother();
}
