using Microsoft.Extensions.Options;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>The queue of one server, in memory over the history.</summary>
internal sealed class RunQueue(IOptions<RunOptions> options, IRunExecutor executor) : IRunQueue
{
    private readonly RunOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly LinkedList<ActiveRun> _waiting = [];
    private State _state = State.Starting;
    private int _reserved;
    private int _running;

    private enum State
    {
        Starting,
        Open,
        Closed,
    }

    public Result<IRunPlace> Reserve()
    {
        lock (_lock)
        {
            if (_state == State.Closed)
            {
                return RunErrors.ShuttingDown;
            }

            var capacity = _options.WhenFull == WhenFull.Queue ? _options.QueueCapacity : 0;
            if (_running + _waiting.Count + _reserved >= _options.MaxConcurrent + capacity)
            {
                return capacity > 0 ? RunErrors.QueueFull(capacity) : RunErrors.NoFreeSlot(_options.MaxConcurrent);
            }

            _reserved++;
            return new Place(this);
        }
    }

    public void Restore(ActiveRun run) => Add(run, reserved: 0);

    public void Occupy(Task running)
    {
        lock (_lock)
        {
            _running++;
        }

        _ = ReleaseAfterAsync(running);
    }

    public bool Remove(RunId id)
    {
        lock (_lock)
        {
            return _waiting.FirstOrDefault(run => run.Id == id) is { } run && _waiting.Remove(run);
        }
    }

    public int? PositionOf(RunId id)
    {
        lock (_lock)
        {
            var index = _waiting.TakeWhile(run => run.Id != id).Count();
            return index < _waiting.Count ? index + 1 : null;
        }
    }

    public void Open() => Become(State.Open);

    public void Close() => Become(State.Closed);

    private void Become(State state)
    {
        lock (_lock)
        {
            _state = state;
        }

        StartWhatMay();
    }

    private void Add(ActiveRun run, int reserved)
    {
        lock (_lock)
        {
            _reserved -= reserved;
            _waiting.AddLast(run);
        }

        StartWhatMay();
    }

    private void StartWhatMay()
    {
        while (Next() is { } run)
        {
            _ = ReleaseAfterAsync(Task.Run(() => RunAsync(run)));
        }
    }

    private ActiveRun? Next()
    {
        lock (_lock)
        {
            if (_state != State.Open || _running >= _options.MaxConcurrent || _waiting.First is not { } first)
            {
                return null;
            }

            _waiting.RemoveFirst();
            _running++;
            return first.Value;
        }
    }

    private async Task RunAsync(ActiveRun run)
    {
        // Behind what waits for a thread by now: the answer to who asked for the run is on its way sooner.
        await Task.Yield();
        await executor.RunAsync(run);
    }

    private async Task ReleaseAfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _running--;
        }

        StartWhatMay();
    }

    private sealed class Place(RunQueue queue) : IRunPlace
    {
        private int _reserved = 1;

        public void Fill(ActiveRun run) => queue.Add(run, Interlocked.Exchange(ref _reserved, 0));

        public void Dispose()
        {
            lock (queue._lock)
            {
                queue._reserved -= Interlocked.Exchange(ref _reserved, 0);
            }
        }
    }
}
