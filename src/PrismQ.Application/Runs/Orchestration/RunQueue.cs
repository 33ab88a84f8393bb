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

    private bool HasFreeSlot => _state == State.Open && _running < _options.MaxConcurrent;

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

            var startsAtOnce = _waiting.Count + _reserved == 0 && HasFreeSlot;
            if (startsAtOnce)
            {
                _running++;
            }
            else
            {
                _reserved++;
            }

            return new Place(this, startsAtOnce);
        }
    }

    public void Restore(ActiveRun run)
    {
        lock (_lock)
        {
            _waiting.AddLast(run);
        }

        StartWhatMay();
    }

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

    public void Open()
    {
        lock (_lock)
        {
            _state = _state == State.Starting ? State.Open : _state;
        }

        StartWhatMay();
    }

    public void Close()
    {
        lock (_lock)
        {
            _state = State.Closed;
        }
    }

    private void StartWhatMay()
    {
        while (Next() is { } run)
        {
            Start(run, isRecorded: false);
        }
    }

    private void Start(ActiveRun run, bool isRecorded) => _ = ReleaseAfterAsync(Task.Run(() => RunAsync(run, isRecorded)));

    private ActiveRun? Next()
    {
        lock (_lock)
        {
            if (!HasFreeSlot || _waiting.First is not { } first)
            {
                return null;
            }

            _waiting.RemoveFirst();
            _running++;
            return first.Value;
        }
    }

    private async Task RunAsync(ActiveRun run, bool isRecorded)
    {
        // Behind what waits for a thread by now: the answer to who asked for the run is on its way sooner.
        await Task.Yield();
        await executor.RunAsync(run, isRecorded);
    }

    private async Task ReleaseAfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GiveBack(isSlot: true);
    }

    private void GiveBack(bool isSlot)
    {
        lock (_lock)
        {
            _running -= isSlot ? 1 : 0;
            _reserved -= isSlot ? 0 : 1;
        }

        StartWhatMay();
    }

    /// <summary>When the queue was closed meanwhile, the run waits for the next server, although the history has it as running.</summary>
    private void StartInItsSlot(ActiveRun run)
    {
        bool isClosed;
        lock (_lock)
        {
            isClosed = _state == State.Closed;
            if (isClosed)
            {
                _running--;
                _waiting.AddLast(run);
            }
        }

        if (!isClosed)
        {
            Start(run, isRecorded: true);
        }
    }

    private void Wait(ActiveRun run)
    {
        lock (_lock)
        {
            _reserved--;
            _waiting.AddLast(run);
        }

        StartWhatMay();
    }

    private sealed class Place(RunQueue queue, bool startsAtOnce) : IRunPlace
    {
        private int _isFree = 1;

        public bool StartsAtOnce => startsAtOnce;

        public void Fill(ActiveRun run)
        {
            if (!Take())
            {
                throw new InvalidOperationException("A place is for one run.");
            }

            if (startsAtOnce)
            {
                queue.StartInItsSlot(run);
            }
            else
            {
                queue.Wait(run);
            }
        }

        public void Dispose()
        {
            if (Take())
            {
                queue.GiveBack(isSlot: startsAtOnce);
            }
        }

        private bool Take() => Interlocked.Exchange(ref _isFree, 0) == 1;
    }
}
