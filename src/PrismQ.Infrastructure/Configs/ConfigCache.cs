using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Configs;

/// <summary>Configurations by the file state that they were read from; at most <see cref="Capacity"/> of them. Thread-safe.</summary>
internal sealed class ConfigCache
{
    public const int Capacity = 1000;

    private readonly ConcurrentDictionary<ModuleId, Entry> _entries = new();

    /// <summary>What was read from this very state of the file.</summary>
    public bool TryGet(ModuleId moduleId, FileStamp stamp, [NotNullWhen(true)] out ModuleConfig? config)
    {
        config = _entries.TryGetValue(moduleId, out var entry) && entry.Stamp == stamp && stamp.IsSettledAt(entry.ReadAt)
            ? entry.Config
            : null;
        return config is not null;
    }

    /// <param name="readAt">When the reading began, so that a write during it is not taken for read.</param>
    public void Keep(ModuleConfig config, FileStamp stamp, DateTimeOffset readAt)
    {
        if (_entries.Count >= Capacity && !_entries.ContainsKey(config.ModuleId))
        {
            // Any will do: the capacity is far beyond the modules of a registry, and a miss costs one small read.
            _entries.TryRemove(_entries.Keys.First(), out _);
        }

        _entries[config.ModuleId] = new Entry(config, stamp, readAt);
    }

    public void Drop(ModuleId moduleId) => _entries.TryRemove(moduleId, out _);

    private sealed record Entry(ModuleConfig Config, FileStamp Stamp, DateTimeOffset ReadAt);
}
