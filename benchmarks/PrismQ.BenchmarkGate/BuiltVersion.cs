using System.Text.Json;

namespace PrismQ.BenchmarkGate;

/// <summary>The benchmark program as a commit has it. A commit is built once and kept.</summary>
internal sealed class BuiltVersion
{
    private const string Project = "benchmarks/PrismQ.Benchmarks";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Compiled the same way in every launch, with no collector beside the measured thread: what is left is the code.</summary>
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_gcServer"] = "0",
    };

    private readonly string _folder;

    private BuiltVersion(string folder) => _folder = folder;

    /// <exception cref="CannotJudgeException">The commit does not build.</exception>
    public static async Task<BuiltVersion> BuildAsync(Repository repository, string commit, CancellationToken cancellationToken)
    {
        var home = Path.Combine(repository.Folder, "artifacts", "gate", commit);
        var program = Path.Combine(home, "program");
        if (!File.Exists(Path.Combine(home, "built")))
        {
            var source = Path.Combine(home, "source");
            await repository.GitAsync(["worktree", "add", "--force", "--detach", source, commit], cancellationToken);
            try
            {
                await ChildProgram.RunAsync(
                    source, "dotnet", ["publish", Project, "-c", "Release", "-o", program, "--nologo", "-v", "q"], null, cancellationToken);
            }
            finally
            {
                await repository.GitAsync(["worktree", "remove", "--force", source], CancellationToken.None);
            }

            await File.WriteAllTextAsync(Path.Combine(home, "built"), "", cancellationToken);
        }

        return new BuiltVersion(program);
    }

    /// <summary>Measures kernels in a process of their own; no ids measure all.</summary>
    public async Task<IReadOnlyDictionary<string, Measurement>> LaunchAsync(
        string? filter, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        string[] arguments = [Path.Combine(_folder, "PrismQ.Benchmarks.dll"), "--gate", filter ?? "", .. ids];
        var said = await ChildProgram.RunAsync(_folder, "dotnet", arguments, Environment, cancellationToken);
        var line = said.Split('\n').LastOrDefault(text => text.StartsWith('['))
            ?? throw new CannotJudgeException("the benchmark program printed no measurements");
        return JsonSerializer.Deserialize<Measurement[]>(line, Json)?.ToDictionary(kernel => kernel.Id)
            ?? throw new CannotJudgeException("the benchmark program printed no measurements");
    }
}
