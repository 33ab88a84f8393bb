using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Runs.Persistence;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>A data directory of its own, removed at the end.</summary>
internal sealed class SqliteFolder : IDisposable
{
    public SqliteFolder()
        : this(Directory.CreateTempSubdirectory("prismq-history-").FullName)
    {
    }

    public SqliteFolder(string path) => Path = path;

    public string Path { get; }

    public string File => System.IO.Path.Combine(Path, SqliteRunDatabase.FileName);

    public SqliteRunDatabase Database() => new(
        Options.Create(new StorageOptions { DataDirectory = Path }), Options.Create(new HistoryOptions { LockTimeoutSeconds = 1 }));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
