using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Configs;
using PrismQ.Testing.Common;
using PrismQ.Testing.Configs;

namespace PrismQ.Infrastructure.Tests.Configs;

public sealed class JsonConfigStoreTests : IDisposable
{
    private static readonly ModuleId Echo = new("echo");
    private static readonly DateTimeOffset SavedAt = new(2026, 1, 31, 8, 30, 0, 123, TimeSpan.Zero);
    private static readonly FrozenSet<string> NoSecrets = [];

    private readonly TemporaryFolder _data = new();
    private readonly IDataProtectionProvider _keys = new EphemeralDataProtectionProvider();
    private readonly FakeClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly JsonConfigStore _store;

    public JsonConfigStoreTests() => _store = NewStore(_keys);

    public void Dispose()
    {
        _store.Dispose();
        _data.Dispose();
    }

    [Test]
    public async Task Find_WhenNothingIsSaved_FindsNothing()
    {
        var found = await _store.FindAsync(Echo, CancellationToken.None);

        found.Should().BeNull();
    }

    [Test]
    public async Task Find_WhenSavedByAnEarlierProcess_KeepsValuesDigitForDigitAndInOrder()
    {
        const string Values = """{"z": 1, "a": 1.50, "big": 123456789012345678901234567890.10, "e": 1e400, "n": null, "o": {"b": [1.0, "ü"]}}""";
        await _store.SaveAsync(Config(Values), NoSecrets, CancellationToken.None);

        using var later = NewStore(_keys);
        var found = await later.FindAsync(Echo, CancellationToken.None);

        (found?.UpdatedAt).Should().Be(SavedAt);
        found?.Parameters.Select(pair => (pair.Key, pair.Value.GetRawText()))
            .Should().Equal(Json.Parameters(Values).Select(pair => (pair.Key, pair.Value.GetRawText())));
    }

    [Test]
    public async Task Save_WhenAValueIsSecret_LeavesItInNoFileAndGivesItBack()
    {
        await _store.SaveAsync(
            Config("""{"token": "planted-s3cret", "none": ""}"""), Names("token", "none"), CancellationToken.None);

        var found = await _store.FindAsync(Echo, CancellationToken.None);

        (found?.Parameters["token"].GetString()).Should().Be("planted-s3cret");
        (found?.SecretNames).Should().Equal("token");
        Directory.GetFiles(_data.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText)
            .Should().NotBeEmpty().And.NotContain(content => content.Contains("planted-s3cret"));
    }

    [Test]
    public async Task Find_WhenAGivenValueLooksLikeAStoredSecret_IsNotFooled()
    {
        const string Values = """{"extra": {"$secret": "CfDJ8"}, "secrets": {"extra": "x"}}""";

        await _store.SaveAsync(Config(Values), NoSecrets, CancellationToken.None);
        var found = await _store.FindAsync(Echo, CancellationToken.None);

        (found?.Parameters["extra"].GetRawText()).Should().Be("""{"$secret": "CfDJ8"}""");
    }

    [Test]
    public async Task Find_WhenSomebodyWroteANewPasswordIntoTheFile_TakesThat()
    {
        await _store.SaveAsync(Config("""{"token": "old"}"""), Names("token"), CancellationToken.None);
        var text = await File.ReadAllTextAsync(PathOf(Echo));
        await File.WriteAllTextAsync(PathOf(Echo), text.Replace("\"token\": null", "\"token\": \"new\"", StringComparison.Ordinal));

        var found = await _store.FindAsync(Echo, CancellationToken.None);

        (found?.Parameters["token"].GetString()).Should().Be("new");
    }

    [Test]
    public async Task Find_WhenTheKeysAreOthers_NamesTheLostSecretsAndKeepsTheFileForTheRightOnes()
    {
        await _store.SaveAsync(Config("""{"token": "t", "top": 5}"""), Names("token"), CancellationToken.None);
        using var other = NewStore(new EphemeralDataProtectionProvider());

        var found = await other.FindAsync(Echo, CancellationToken.None);

        (found?.LostSecrets).Should().Equal("token");
        (found?.Parameters["token"].IsNone()).Should().BeTrue();
        (found?.Parameters["top"].GetInt32()).Should().Be(5);
        (await _store.FindAsync(Echo, CancellationToken.None))?.Parameters["token"].GetString().Should().Be("t");
    }

    [Test]
    public async Task Save_WhenASecretIsLostAndNotGivenAnew_KeepsItForTheRightKeys()
    {
        await _store.SaveAsync(Config("""{"token": "t", "top": 5}"""), Names("token"), CancellationToken.None);
        using var other = NewStore(new EphemeralDataProtectionProvider());

        await other.SaveAsync(Config("""{"top": 6}""") with { LostSecrets = Names("token") }, Names("token"), CancellationToken.None);

        using var again = NewStore(_keys);
        var found = await again.FindAsync(Echo, CancellationToken.None);
        (found?.Parameters["top"].GetInt32()).Should().Be(6);
        (found?.Parameters["token"].GetString()).Should().Be("t");
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"module_id": "other", "parameters": {}}""")]
    [TestCase("""{"module_id": "echo", "parameters": 1}""")]
    [TestCase("""{"module_id": "echo", "parameters": {"a": "\ud800"}}""")]
    [TestCase("""{"module_id": "echo", "parameters": {"a": null}, "secrets": {"a": null}}""")]
    [TestCase("""{"module_id": "echo", "parameters": {"a": 1}, "updated_at": "yester""")]
    public async Task Find_WhenTheFileIsTornOrForeign_NamesTheModuleAndASaveRepairsIt(string content)
    {
        _data.Write("configs/echo.json", content);

        var act = async () => await _store.FindAsync(Echo, CancellationToken.None);

        await act.Should().ThrowAsync<StorageUnavailableException>().WithMessage("*module echo*");
        (await File.ReadAllTextAsync(PathOf(Echo))).Should().Be(content);
        await _store.SaveAsync(Config("""{"a": 2}"""), NoSecrets, CancellationToken.None);
        (await _store.FindAsync(Echo, CancellationToken.None))?.Parameters["a"].GetInt32().Should().Be(2);
    }

    [Test]
    public async Task Find_WhenTheFileIsUnchanged_AnswersTheSameInstance()
    {
        await _store.SaveAsync(Config("""{"a": 1}"""), NoSecrets, CancellationToken.None);
        File.SetLastWriteTimeUtc(PathOf(Echo), SavedAt.UtcDateTime);

        var first = await _store.FindAsync(Echo, CancellationToken.None);
        var second = await _store.FindAsync(Echo, CancellationToken.None);

        second.Should().BeSameAs(first);
    }

    [Test]
    public async Task Find_WhenTheFileIsEditedFromOutside_SeesIt()
    {
        await _store.SaveAsync(Config("""{"a": 1}"""), NoSecrets, CancellationToken.None);
        await _store.FindAsync(Echo, CancellationToken.None);

        var text = await File.ReadAllTextAsync(PathOf(Echo));
        await File.WriteAllTextAsync(PathOf(Echo), text.Replace("\"a\": 1", "\"a\": 7", StringComparison.Ordinal));
        _clock.Advance(ConfigCache.LookInterval);
        var found = await _store.FindAsync(Echo, CancellationToken.None);

        (found?.Parameters["a"].GetInt32()).Should().Be(7);
    }

    [Test]
    public async Task Save_WhenManySaveAndReadAtOnce_NeverShowsATornOrMixedDocument()
    {
        var values = Enumerable.Range(0, 200).Select(n => string.Create(
            CultureInfo.InvariantCulture, $$"""{"a": {{n}}, "text": "{{new string('x', n * 40)}}", "z": {{n}}}""")).ToArray();
        await _store.SaveAsync(Config(values[0]), NoSecrets, CancellationToken.None);

        await Parallel.ForEachAsync(values, async (value, token) =>
        {
            await _store.SaveAsync(Config(value), NoSecrets, token);
            var found = await _store.FindAsync(Echo, token);
            (found?.Parameters["z"].GetInt32()).Should().Be(found.Parameters["a"].GetInt32());
        });

        Directory.GetFiles(_data.Under("configs")).Should().Equal(PathOf(Echo));
    }

    [Test]
    public async Task Save_WhenTheFolderCannotBeMade_SaysThatStorageIsUnavailable()
    {
        _data.Write("configs", "a file where the folder should be");

        var act = () => _store.SaveAsync(Config("{}"), NoSecrets, CancellationToken.None);

        await act.Should().ThrowAsync<StorageUnavailableException>().WithMessage("*module echo*");
    }

    [Test]
    public async Task Delete_WhenThereIsOne_RemovesItAndSaysSo()
    {
        await _store.SaveAsync(Config("{}"), NoSecrets, CancellationToken.None);

        var first = await _store.DeleteAsync(Echo, CancellationToken.None);
        var second = await _store.DeleteAsync(Echo, CancellationToken.None);

        (first, second).Should().Be((true, false));
        (await _store.FindAsync(Echo, CancellationToken.None)).Should().BeNull();
    }

    [Test]
    [Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public async Task Save_OnUnix_ClosesFileAndFolderToOtherUsers()
    {
        await _store.SaveAsync(Config("{}"), NoSecrets, CancellationToken.None);

        File.GetUnixFileMode(PathOf(Echo)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(_data.Under("configs"))
            .Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static ModuleConfig Config(string parameters) => new(Echo, Json.Parameters(parameters), SavedAt);

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet();

    private string PathOf(ModuleId id) => _data.Under("configs", id + ".json");

    private JsonConfigStore NewStore(IDataProtectionProvider keys) => new(
        Options.Create(new StorageOptions { DataDirectory = _data.Path }),
        new DataProtectionSecretProtector(keys),
        _clock,
        NullLogger<JsonConfigStore>.Instance);
}
