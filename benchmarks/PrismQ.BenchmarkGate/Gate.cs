namespace PrismQ.BenchmarkGate;

/// <summary>Builds base and change, measures them alternately, and judges.</summary>
internal sealed class Gate(GateOptions options, TextWriter console)
{
    /// <summary>Sets after which it is given up to get a clear picture on this machine now.</summary>
    private const int MostSets = 4;

    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        var repository = await Repository.OpenAsync(cancellationToken);
        var before = await repository.ResolveAsync(options.Base, cancellationToken);
        var after = await repository.ResolveAsync(options.Change, cancellationToken);
        await console.WriteLineAsync($"base {before[..10]}, change {after[..10]}: building");
        var (built, changed) = (
            await BuiltVersion.BuildAsync(repository, before, cancellationToken),
            await BuiltVersion.BuildAsync(repository, after, cancellationToken));

        var first = await MeasureAsync(built, changed, [], cancellationToken);
        if (first[0].Base.Count == 0)
        {
            throw new CannotJudgeException("the base has no kernels that match");
        }

        var judge = new Judge(await repository.ExplainedAsync(before, after, cancellationToken));
        var (suspects, second) = (Judge.Suspects(first), new List<LaunchPair>());
        var verdicts = judge.Decide(first, second);
        for (var set = 2; set <= MostSets && suspects.Count > 0; set++)
        {
            second.AddRange(await MeasureAsync(built, changed, suspects, cancellationToken));
            verdicts = judge.Decide(first, second);
            suspects = [.. verdicts.Where(kernel => kernel.Verdict == Verdict.Unclear).Select(kernel => kernel.Id)];
        }

        var report = new Report(before, after, options.Launches).Write(verdicts);
        await console.WriteLineAsync(report);
        if (options.Report is { } file)
        {
            await File.WriteAllTextAsync(file, report, cancellationToken);
        }

        return OutcomeOf(verdicts);
    }

    public static Outcome OutcomeOf(IReadOnlyList<KernelVerdict> verdicts) =>
        verdicts.Any(kernel => kernel.Verdict is Verdict.Fail or Verdict.Investigate) ? Outcome.Regression
        : verdicts.Any(kernel => kernel.Verdict == Verdict.Unclear) ? Outcome.CannotJudge
        : Outcome.Pass;

    /// <summary>Each pair runs at one moment, and the order turns with every pair: what changes on the machine meets both alike.</summary>
    private async Task<IReadOnlyList<LaunchPair>> MeasureAsync(
        BuiltVersion before, BuiltVersion after, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var pairs = new List<LaunchPair>();
        for (var i = 0; i < options.Launches; i++)
        {
            await console.WriteLineAsync($"pair {i + 1} of {options.Launches}" + (ids.Count > 0 ? $", again: {string.Join(", ", ids)}" : ""));
            var turned = i % 2 == 1;
            var one = await (turned ? after : before).LaunchAsync(options.Filter, ids, cancellationToken);
            var other = await (turned ? before : after).LaunchAsync(options.Filter, ids, cancellationToken);
            pairs.Add(turned ? new LaunchPair(other, one) : new LaunchPair(one, other));
        }

        return pairs;
    }
}
