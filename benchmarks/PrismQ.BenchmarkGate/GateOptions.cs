using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PrismQ.BenchmarkGate;

/// <summary>What to compare, and how thoroughly.</summary>
/// <param name="Base">The commit to compare with.</param>
/// <param name="Change">The commit to judge; <c>worktree</c> is what lies in the working tree.</param>
/// <param name="Filter">Measures only kernels whose id contains this; null measures all.</param>
/// <param name="Launches">Process launches of each version in a set, 3 to 50.</param>
/// <param name="Report">File to write the Markdown report to; null writes none.</param>
internal sealed record GateOptions(string Base, string Change, string? Filter, int Launches, string? Report)
{
    public const string WorkingTree = "worktree";

    public const string Usage =
        "usage: gate [--base HEAD~1] [--change HEAD|worktree] [--filter text] [--launches 5] [--report file.md]";

    private static readonly GateOptions Default = new("HEAD~1", "HEAD", null, 5, null);

    public static bool TryParse(
        IReadOnlyList<string> args, [NotNullWhen(true)] out GateOptions? options, [NotNullWhen(false)] out string? problem)
    {
        (options, problem) = (Default, null);
        for (var i = 0; i < args.Count && problem is null; i += 2)
        {
            if (i + 1 == args.Count)
            {
                problem = $"{args[i]} needs a value";
                break;
            }

            var value = args[i + 1];
            switch (args[i])
            {
                case "--base": options = options with { Base = value }; break;
                case "--change": options = options with { Change = value }; break;
                case "--filter": options = options with { Filter = value }; break;
                case "--report": options = options with { Report = value }; break;
                case "--launches" when int.TryParse(value, CultureInfo.InvariantCulture, out var launches) && launches is >= 3 and <= 50:
                    options = options with { Launches = launches };
                    break;
                case "--launches": problem = "--launches must be from 3 to 50"; break;
                default: problem = $"{args[i]} is not an option"; break;
            }
        }

        options = problem is null ? options : null;
        return options is not null;
    }
}
