using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Testing.Runs;

/// <summary>Builds runs of any state by the transitions that make them; what a test does not say is sensible and the same each time.</summary>
public sealed class RunBuilder
{
    private static int _serial;

    private readonly List<KeyValuePair<string, JsonElement>> _parameters = [];
    private readonly List<string> _secrets = [];
    private readonly List<Func<Run, Run>> _transitions = [];
    private ModuleId _module = new("word-trends");
    private DateTimeOffset _createdAt = new(2026, 1, 31, 8, 30, 0, TimeSpan.Zero);
    private RunId? _id;

    public RunBuilder OfModule(string moduleId)
    {
        _module = new ModuleId(moduleId);
        return this;
    }

    public RunBuilder WithId(string id)
    {
        _id = new RunId(id);
        return this;
    }

    public RunBuilder CreatedAt(DateTimeOffset at)
    {
        _createdAt = at;
        return this;
    }

    public RunBuilder WithParameter<T>(string name, T value)
    {
        _parameters.Add(KeyValuePair.Create(name, JsonSerializer.SerializeToElement(value)));
        return this;
    }

    public RunBuilder WithSecret(string name, string value)
    {
        _secrets.Add(name);
        return WithParameter(name, value);
    }

    public RunBuilder Running() => Then(run => run.Start(_createdAt.AddSeconds(1)).Attach(new ProcessIdentity(4711, 1234567)));

    public RunBuilder Completed() => Running().Then(run => run.Exit(0, _createdAt.AddSeconds(2)));

    public RunBuilder Failed(int exitCode = 3) => Running().Then(run => run.Exit(exitCode, _createdAt.AddSeconds(2)));

    public RunBuilder Cancelled() => Then(run => run.Cancel(_createdAt.AddSeconds(2)));

    /// <summary>Takes the run from <see cref="RunStatus.Queued"/> to the state, the shortest way.</summary>
    public RunBuilder In(RunStatus status) => status switch
    {
        RunStatus.Running => Running(),
        RunStatus.Completed => Completed(),
        RunStatus.Failed => Failed(),
        RunStatus.Cancelled => Cancelled(),
        _ => this,
    };

    public RunBuilder Then(Func<Run, Run> transition)
    {
        _transitions.Add(transition);
        return this;
    }

    public Run Build() => _transitions.Aggregate(
        new Run
        {
            Id = _id ?? RunId.Create(_module, _createdAt, (uint)Interlocked.Increment(ref _serial)),
            ModuleId = _module,
            ModuleName = $"The module {_module}",
            Parameters = new ParameterValues(_parameters),
            SecretNames = _secrets,
            CreatedAt = _createdAt,
        },
        (run, transition) => transition(run));
}
