using PrismQ.BenchmarkGate;

if (!GateOptions.TryParse(args, out var options, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    await Console.Error.WriteLineAsync(GateOptions.Usage);
    return (int)Outcome.CannotJudge;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupted.Cancel();
};

try
{
    return (int)await new Gate(options, Console.Out).RunAsync(interrupted.Token);
}
catch (CannotJudgeException exception)
{
    await Console.Error.WriteLineAsync("Cannot judge: " + exception.Message);
    return (int)Outcome.CannotJudge;
}
catch (OperationCanceledException)
{
    return (int)Outcome.CannotJudge;
}
