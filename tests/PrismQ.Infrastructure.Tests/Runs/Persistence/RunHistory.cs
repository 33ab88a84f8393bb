using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Runs;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Infrastructure.Runs.Persistence;
using PrismQ.Testing.Runs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>A history over a real database, put together as the registration does, with the parts that a test asks.</summary>
internal sealed class RunHistory : IAsyncDisposable
{
    private readonly RunDatabase _database;
    private readonly RunWriter _writer;

    public RunHistory(RunDatabase database)
    {
        _database = database;
        _database.Migrate();
        _writer = new RunWriter(database, Trouble);
        Repository = new SqlRunRepository(database, _writer, new RunRows(Protector), Trouble, new StoreActivity(new FakeMeterFactory(), TimeProvider.System));
    }

    public ReversingProtector Protector { get; } = new();

    public HistoryTrouble Trouble { get; } = new(NullLogger<HistoryTrouble>.Instance);

    public IRunRepository Repository { get; }

    public RunWriter Writer => _writer;

    public Task<DbConnection> OpenAsync() => _database.OpenWriterAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _database.DisposeAsync();
    }
}
