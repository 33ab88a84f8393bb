using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Waits for events on any number of descriptors with one thread, which lives as long as this. Thread-safe.</summary>
internal sealed class DescriptorWatcher : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Watch> _watches = [];
    private readonly SafeFileHandle _wakeRead;
    private readonly SafeFileHandle _wakeWrite;
    private readonly Thread _thread;
    private volatile bool _disposed;

    public DescriptorWatcher()
    {
        (_wakeRead, _wakeWrite) = Descriptors.Pipe();
        _thread = new Thread(Loop) { IsBackground = true, Name = "process watcher" };
        _thread.Start();
    }

    /// <summary>Completes when an event happens on the descriptor, which must stay open until then.</summary>
    public Task WaitAsync(SafeFileHandle descriptor, short events, CancellationToken cancellationToken) =>
        AddAsync(new Watch(descriptor, events, probe: null), cancellationToken);

    /// <summary>
    /// Completes when the probe answers true, which is asked about every 20 ms, and fails as the probe does: for systems without a descriptor to
    /// wait on.
    /// </summary>
    public Task WaitAsync(Func<bool> probe, CancellationToken cancellationToken) =>
        AddAsync(new Watch(descriptor: null, 0, probe), cancellationToken);

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Wake();
            _thread.Join();
            _wakeRead.Dispose();
            _wakeWrite.Dispose();
        }
    }

    private async Task AddAsync(Watch watch, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_gate)
        {
            _watches.Add(watch);
        }

        Wake();
        await using var cancelled = cancellationToken.Register(() => Cancel(watch, cancellationToken));
        await watch.Happened.Task;
    }

    private void Cancel(Watch watch, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _watches.Remove(watch);
        }

        watch.Happened.TrySetCanceled(cancellationToken);
        Wake();
    }

    private unsafe void Wake()
    {
        var signal = (byte)1;
        _ = LibC.Write(_wakeWrite.Number(), &signal, 1);
    }

    private void Loop()
    {
        while (!_disposed)
        {
            var watches = Snapshot();
            var entries = new PollEntry[watches.Length + 1];
            entries[0] = new PollEntry { Descriptor = _wakeRead.Number(), Wanted = LibC.PollIn };
            for (var i = 0; i < watches.Length; i++)
            {
                entries[i + 1] = new PollEntry { Descriptor = watches[i].Descriptor?.Number() ?? -1, Wanted = watches[i].Events };
            }

            Poll(entries, watches.Any(watch => watch.Probe is not null) ? 20 : -1);
            foreach (var (watch, entry) in watches.Zip(entries.Skip(1)))
            {
                Look(watch, entry.Happened != 0);
            }
        }
    }

    /// <summary>A probe that throws ends its own wait, and neither this thread nor, with it, the server.</summary>
    private void Look(Watch watch, bool happened)
    {
        try
        {
            if (happened || watch.Probe?.Invoke() == true)
            {
                Complete(watch, waiting => waiting.TrySetResult());
            }
        }
        catch (Exception exception)
        {
            Complete(watch, waiting => waiting.TrySetException(exception));
        }
    }

    private Watch[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _watches];
        }
    }

    private unsafe void Poll(PollEntry[] entries, int timeoutMilliseconds)
    {
        fixed (PollEntry* first = entries)
        {
            // A poll that a signal interrupts reports nothing, and the next round asks again.
            _ = LibC.Poll(first, (nuint)entries.Length, timeoutMilliseconds);
        }

        if (entries[0].Happened != 0)
        {
            var drained = stackalloc byte[256];
            _ = LibC.Read(_wakeRead.Number(), drained, 256);
        }
    }

    private void Complete(Watch watch, Action<TaskCompletionSource> outcome)
    {
        lock (_gate)
        {
            if (!_watches.Remove(watch))
            {
                return;
            }
        }

        outcome(watch.Happened);
    }

    private sealed class Watch(SafeFileHandle? descriptor, short events, Func<bool>? probe)
    {
        public SafeFileHandle? Descriptor => descriptor;

        public short Events => events;

        public Func<bool>? Probe => probe;

        // Continuations elsewhere: this thread serves every run.
        public TaskCompletionSource Happened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
