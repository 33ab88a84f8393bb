using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Tells runs that go on, or wait, from those that have ended. Thread-safe.</summary>
public interface IUnfinishedRuns
{
    bool Contains(RunId id);
}
