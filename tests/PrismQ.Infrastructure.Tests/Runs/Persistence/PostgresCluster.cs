using System.Net;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>A PostgreSQL of its own on a free port, made for one fixture and removed with it.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _programs;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prismq-postgres-");
    private readonly int _port = FreePort();

    private PostgresCluster(string programs) => _programs = programs;

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Starts a cluster; where PostgreSQL is not installed, the tests show as skipped.</summary>
    public static async Task<PostgresCluster> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin")).LastOrDefault()
            : null;
        if (programs is null || !File.Exists(Path.Combine(programs, "initdb")))
        {
            Assert.Ignore("PostgreSQL is not installed below /usr/lib/postgresql.");
        }

        var cluster = new PostgresCluster(programs);
        await cluster.StartServerAsync();
        return cluster;
    }

    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"history_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.ExecuteAsync($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=prismq;Database={database};Pooling={database != "postgres"}";

    private async Task StartServerAsync()
    {
        await Shell.RunAsync("chmod", "777", _folder.FullName);
        await RunAsync("initdb", "-D", Data, "-U", "prismq", "-A", "trust", "-E", "UTF8", "--no-sync");
        var options = $"-p {_port} -h 127.0.0.1 -k {_folder.FullName} -c fsync=off -c max_connections=200";
        await RunAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", options, "start");
    }

    /// <summary>PostgreSQL refuses to run as root, so root lends it the user that its package made.</summary>
    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? Shell.RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Shell.RunAsync(path, arguments);
    }
}
