using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Configs;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Configs;

internal sealed class ConfigCacheTests
{
    private static readonly DateTimeOffset WrittenAt = new(2026, 1, 31, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = WrittenAt.AddSeconds(1);

    private readonly FakeClock _clock = new(Later);
    private readonly ConfigCache _cache;

    public ConfigCacheTests() => _cache = new ConfigCache(_clock);

    [Test]
    public void TryGetRecent_WithinTheInterval_AnswersWhatWasFoundWithoutALook([Values] bool isSaved)
    {
        var config = isSaved ? Config("m") : null;
        _cache.Keep(new ModuleId("m"), config, Look(isSaved ? Stamp("m") : null));

        _cache.TryGetRecent(new ModuleId("m"), out var found).Should().BeTrue();
        _clock.Advance(ConfigCache.LookInterval);
        _cache.TryGetRecent(new ModuleId("m"), out _).Should().BeFalse();

        found.Should().BeSameAs(config);
    }

    [Test]
    public void TryGet_WhenTheFileIsUnchanged_AnswersWhatWasKeptAndItIsRecentAgain()
    {
        var config = Config("m");
        _cache.Keep(config.ModuleId, config, Look(Stamp("m")));
        _clock.Advance(ConfigCache.LookInterval);

        _cache.TryGet(config.ModuleId, Look(Stamp("m")), out var found).Should().BeTrue();

        found.Should().BeSameAs(config);
        _cache.TryGetRecent(config.ModuleId, out _).Should().BeTrue();
    }

    [Test]
    public void TryGet_WhenTheFileChanged_AnswersNothing()
    {
        _cache.Keep(new ModuleId("m"), Config("m"), Look(Stamp("m")));

        _cache.TryGet(new ModuleId("m"), Look(Stamp("m") with { Length = 3 }), out _).Should().BeFalse();
        _cache.TryGet(new ModuleId("m"), Look(Stamp("m") with { WrittenAt = Later }), out _).Should().BeFalse();
        _cache.TryGet(new ModuleId("m"), Look(stamp: null), out _).Should().BeFalse();
    }

    [Test]
    public void TryGet_WhenTheFileWasReadWithinTheClockTickOfItsWrite_AnswersNothing()
    {
        _cache.Keep(new ModuleId("m"), Config("m"), Look(Stamp("m")) with { Time = WrittenAt.AddMilliseconds(1) });

        _cache.TryGet(new ModuleId("m"), Look(Stamp("m")), out _).Should().BeFalse("a second write in that tick leaves the same stamp");
    }

    [Test]
    public void TryGet_WhenItWasDropped_AnswersNothing()
    {
        _cache.Keep(new ModuleId("m"), Config("m"), Look(Stamp("m")));

        _cache.Drop(new ModuleId("m"));

        _cache.TryGet(new ModuleId("m"), Look(Stamp("m")), out _).Should().BeFalse();
        _cache.TryGetRecent(new ModuleId("m"), out _).Should().BeFalse();
    }

    [Test]
    public void Keep_WhenAnotherWasSavedSinceTheLook_KeepsNothing()
    {
        var look = Look(Stamp("m"));
        _cache.Drop(new ModuleId("m"));

        _cache.Keep(new ModuleId("m"), Config("m"), look);

        _cache.TryGetRecent(new ModuleId("m"), out _).Should().BeFalse("what was saved must be read again at once");
    }

    [Test]
    public void Keep_WhenItIsFull_HoldsNoMoreThanItsCapacityAndTheNewest()
    {
        var names = Enumerable.Range(0, ConfigCache.Capacity + 50).Select(number => $"m{number}").ToArray();
        foreach (var name in names)
        {
            _cache.Keep(new ModuleId(name), Config(name), Look(Stamp(name)));
            _cache.TryGetRecent(new ModuleId(name), out _).Should().BeTrue();
        }

        names.Count(name => _cache.TryGetRecent(new ModuleId(name), out _)).Should().Be(ConfigCache.Capacity);
    }

    private static ModuleConfig Config(string id) => new(new ModuleId(id), ParameterValues.Empty, WrittenAt);

    private static FileStamp Stamp(string id) => new($"/configs/{id}.json", WrittenAt, 2);

    private FileLook Look(FileStamp? stamp) => _cache.Look("/nowhere") with { Stamp = stamp };
}
