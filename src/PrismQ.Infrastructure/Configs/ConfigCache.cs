using System.Collections.Concurrent;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Configs;

/// <summary>
/// What was found for modules, null where nothing is saved, by the state of the file; at most <see cref="Capacity"/>. For
/// <see cref="LookInterval"/> after a look at a file, nobody needs to look again. Thread-safe.
/// </summary>
internal sealed class ConfigCache(TimeProvider time)
{
    public const int Capacity = 1000;

    /// <summary>How long an edit from outside may go unseen.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<ModuleId, Entry> _entries = new();
    private readonly Lock _gate = new();
    private long _drops;

    /// <summary>What was found a moment ago.</summary>
    public bool TryGetRecent(ModuleId moduleId, out ModuleConfig? config)
    {
        var isRecent = _entries.TryGetValue(moduleId, out var entry) && time.GetElapsedTime(entry.Look.At) < LookInterval;
        config = isRecent ? entry?.Config : null;
        return isRecent;
    }

    /// <summary>Looks at the state of a file, before it is read.</summary>
    /// <exception cref="IOException">The file system cannot say.</exception>
    public FileLook Look(string path) => new(Interlocked.Read(ref _drops), time.GetTimestamp(), time.GetUtcNow(), FileStamp.Of(path));

    /// <summary>What was found in this very state of the file; it is recent again.</summary>
    public bool TryGet(ModuleId moduleId, FileLook look, out ModuleConfig? config)
    {
        config = null;
        if (!_entries.TryGetValue(moduleId, out var entry) || !entry.Look.Saw(look.Stamp))
        {
            return false;
        }

        // When it was dropped meanwhile, it stays so.
        _entries.TryUpdate(moduleId, entry with { Look = entry.Look with { At = look.At } }, entry);
        config = entry.Config;
        return true;
    }

    /// <summary>Keeps what was found after a look, unless something was saved or deleted since.</summary>
    public void Keep(ModuleId moduleId, ModuleConfig? config, FileLook look)
    {
        lock (_gate)
        {
            if (look.Drops != _drops)
            {
                return;
            }

            if (_entries.Count >= Capacity && !_entries.ContainsKey(moduleId))
            {
                // Any will do: the capacity is far beyond the modules of a registry, and a miss costs one small read.
                _entries.TryRemove(_entries.Keys.First(), out _);
            }

            _entries[moduleId] = new Entry(config, look);
        }
    }

    /// <summary>Forgets what was found: another one was saved, or it was deleted.</summary>
    public void Drop(ModuleId moduleId)
    {
        lock (_gate)
        {
            _drops++;
            _entries.TryRemove(moduleId, out _);
        }
    }

    private sealed record Entry(ModuleConfig? Config, FileLook Look);
}

/// <summary>One look at a file.</summary>
/// <param name="Drops">How often something had been dropped from the cache before.</param>
/// <param name="At">When, by the clock that is never set; <paramref name="Time"/> is the other one.</param>
/// <param name="Stamp">Null when there was no file.</param>
internal readonly record struct FileLook(long Drops, long At, DateTimeOffset Time, FileStamp? Stamp)
{
    /// <summary>Whether what was read after this look is what a file in this state holds.</summary>
    public bool Saw(FileStamp? stamp) => Stamp == stamp && Stamp?.IsSettledAt(Time) != false;
}
