using System.Collections.Concurrent;
using System.Diagnostics;

namespace PrismQ.Testing.Common;

/// <summary>
/// The real server, as a process of its own on a free port. What it prints is kept. Its data directory outlives it, so that a test can
/// kill it and start another on the same data.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => Receive(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The server ended:\n" + Output));
    }

    public int Id => _process.Id;

    /// <summary>Everything that the server has printed.</summary>
    public string Output => string.Join('\n', _output);

    public bool IsRunning => !_process.HasExited;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Completes when the server serves, and faults when it ends before that.</summary>
    public Task Ready => _address.Task;

    /// <summary>What it has taken of the processors so far.</summary>
    public TimeSpan ProcessorTime => _process.TotalProcessorTime;

    /// <summary>Starts a server and waits until it serves.</summary>
    /// <param name="dataDirectory">Where it keeps its data; made when it is not there.</param>
    /// <param name="modulesFile">The registry of its modules.</param>
    /// <param name="settings">Further settings, for example <c>PrismQ:Runs:MaxConcurrent=2</c>.</param>
    /// <exception cref="InvalidOperationException">It ended before it served; the message has what it printed.</exception>
    public static Task<ServerProcess> StartAsync(string dataDirectory, string modulesFile, params string[] settings) =>
        StartByAsync([], dataDirectory, modulesFile, settings);

    /// <summary>Starts a server by a program that becomes it, for example <c>setpriv</c>, and waits until it serves.</summary>
    public static async Task<ServerProcess> StartByAsync(string[] program, string dataDirectory, string modulesFile, params string[] settings)
    {
        var server = Begin(program, dataDirectory, modulesFile, settings);
        try
        {
            server.Address = await server._address.Task.WaitAsync(Patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server and waits for nothing.</summary>
    public static ServerProcess Begin(string[] program, string dataDirectory, string modulesFile, params string[] settings)
    {
        var server = new ServerProcess(StartInfo(program, dataDirectory, modulesFile, settings));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    public HttpClient CreateClient() => new() { BaseAddress = Address, Timeout = Patience };

    /// <summary>Ends the server as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Asks the server to end, as a service manager would.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{Id}"]));
        return await WaitForExitAsync();
    }

    /// <summary>Waits until the server has ended by itself.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string[] program, string dataDirectory, string modulesFile, string[] settings) => new(
        program.Length == 0 ? "dotnet" : program[0],
    [
        .. program.Length == 0 ? [] : program[1..].Append("dotnet"),
        Path.Combine(AppContext.BaseDirectory, "PrismQ.Api.dll"),
        "--urls=http://127.0.0.1:0",
        $"--PrismQ:DataDirectory={dataDirectory}",
        $"--PrismQ:ModulesFile={modulesFile}",
        .. settings.Select(setting => "--" + setting),
    ])
    {
        WorkingDirectory = AppContext.BaseDirectory,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    };

    private void Receive(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var start)
        {
            _address.TrySetResult(new Uri(line[(start + Listening.Length)..].Trim()));
        }
    }
}
