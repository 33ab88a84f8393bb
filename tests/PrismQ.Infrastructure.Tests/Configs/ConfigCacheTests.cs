using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Configs;

namespace PrismQ.Infrastructure.Tests.Configs;

internal sealed class ConfigCacheTests
{
    private static readonly DateTimeOffset WrittenAt = new(2026, 1, 31, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = WrittenAt.AddSeconds(1);

    private readonly ConfigCache _cache = new();

    [Test]
    public void TryGet_WhenTheFileIsUnchanged_AnswersWhatWasKept()
    {
        var config = Config("m");
        _cache.Keep(config, Stamp("m"), Later);

        _cache.TryGet(new ModuleId("m"), Stamp("m"), out var found).Should().BeTrue();

        found.Should().BeSameAs(config);
    }

    [Test]
    public void TryGet_WhenTheFileChanged_AnswersNothing()
    {
        _cache.Keep(Config("m"), Stamp("m"), Later);

        _cache.TryGet(new ModuleId("m"), Stamp("m") with { Length = 3 }, out _).Should().BeFalse();
        _cache.TryGet(new ModuleId("m"), Stamp("m") with { WrittenAt = Later }, out _).Should().BeFalse();
    }

    [Test]
    public void TryGet_WhenTheFileWasReadWithinTheClockTickOfItsWrite_AnswersNothing()
    {
        _cache.Keep(Config("m"), Stamp("m"), WrittenAt.AddMilliseconds(1));

        _cache.TryGet(new ModuleId("m"), Stamp("m"), out _).Should().BeFalse("a second write in that tick leaves the same stamp");
    }

    [Test]
    public void TryGet_WhenItWasDropped_AnswersNothing()
    {
        _cache.Keep(Config("m"), Stamp("m"), Later);

        _cache.Drop(new ModuleId("m"));

        _cache.TryGet(new ModuleId("m"), Stamp("m"), out _).Should().BeFalse();
    }

    [Test]
    public void Keep_WhenItIsFull_HoldsNoMoreThanItsCapacityAndTheNewest()
    {
        var names = Enumerable.Range(0, ConfigCache.Capacity + 50).Select(number => $"m{number}").ToArray();
        foreach (var name in names)
        {
            _cache.Keep(Config(name), Stamp(name), Later);
            _cache.TryGet(new ModuleId(name), Stamp(name), out _).Should().BeTrue();
        }

        names.Count(name => _cache.TryGet(new ModuleId(name), Stamp(name), out _)).Should().Be(ConfigCache.Capacity);
    }

    private static ModuleConfig Config(string id) => new(new ModuleId(id), ParameterValues.Empty, WrittenAt);

    private static FileStamp Stamp(string id) => new($"/configs/{id}.json", WrittenAt, 2);
}
