using System.Threading.Channels;
using PrismQ.Application.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>
/// The only one that writes: it takes all writes that wait, executes them in one transaction and flushes once, so that many callers share
/// the cost of a commit that each of them needs. A write that fails undoes itself and none of its neighbours.
/// </summary>
internal sealed class RunWriter : IAsyncDisposable
{
    /// <summary>Writes that may wait; more callers wait for their place.</summary>
    private const int Capacity = 4096;

    /// <summary>Writes in one transaction; bounds how long the first of them waits for the last.</summary>
    private const int MaxBatch = 512;

    private const string Savepoint = "one_write";

    private const string ConnectionLost = "The connection to the run history is lost.";

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly RunDatabase _database;
    private readonly HistoryTrouble _trouble;
    private readonly Task _loop;
    private WriterConnection? _connection;
    private long _version;

    public RunWriter(RunDatabase database, HistoryTrouble trouble)
    {
        (_database, _trouble) = (database, trouble);
        _loop = Task.Run(WriteAllAsync);
    }

    /// <summary>Grows with every commit.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Commits a write with others. A caller that cancels stops waiting; its write happens all the same.</summary>
    public async Task<T> WriteAsync<T>(Func<WriteSession, Task<T>> work, Action<T>? committed, CancellationToken cancellationToken)
    {
        var write = new PendingWrite<T>(work, committed);
        await _queue.Writer.WriteAsync(write, cancellationToken);
        return await write.Outcome.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await CloseAsync();
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<PendingWrite>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            await CommitAsync(batch);
            batch.Clear();
        }
    }

    private async Task CommitAsync(List<PendingWrite> batch)
    {
        var isCommitting = false;
        try
        {
            _database.EnsurePresent();
            if (_connection is { IsOpen: false })
            {
                await CloseAsync();
            }

            _connection ??= new WriterConnection(await _database.OpenWriterAsync(CancellationToken.None));
            await using var transaction = await _connection.Connection.BeginTransactionAsync();
            var session = new WriteSession(_connection, transaction);
            await (batch is [var only] ? only.ExecuteAsync(session) : ExecuteAllAsync(batch, session));
            isCommitting = true;
            await transaction.CommitAsync();
        }
        catch (Exception exception)
        {
            // What the connection and its transaction are worth now is unknown; the next batch begins with a new one.
            var explained = Explained(exception, isCommitting);
            await CloseAsync();
            batch.ForEach(write => write.Fail(explained));
            return;
        }

        Interlocked.Increment(ref _version);
        _trouble.Clear();
        batch.ForEach(write => write.Complete());
    }

    private async Task ExecuteAllAsync(List<PendingWrite> batch, WriteSession session)
    {
        foreach (var write in batch)
        {
            await session.Transaction.SaveAsync(Savepoint);
            try
            {
                await write.ExecuteAsync(session);
                await session.Transaction.ReleaseAsync(Savepoint);
            }
            catch (Exception exception) when (_database.Explain(exception) is null)
            {
                await session.Transaction.RollbackAsync(Savepoint);
                write.Fail(exception);
            }
        }
    }

    private Exception Explained(Exception exception, bool isCommitting)
    {
        if ((_database.Explain(exception) ?? (_connection is { IsOpen: false } ? ConnectionLost : null)) is not { } reason)
        {
            return exception;
        }

        _trouble.ReportWrite(reason);
        return new StorageUnavailableException(reason, exception) { MayHaveChanged = isCommitting };
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }
}
