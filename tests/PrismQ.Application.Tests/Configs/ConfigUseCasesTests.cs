using AutoMapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.Configs;
using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Testing.Configs;
using PrismQ.Testing.Modules;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.Configs;

public sealed class ConfigUseCasesTests
{
    private static readonly ModuleId Id = new("m");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));
    private readonly FakeConfigStore _store = new();
    private readonly FakeModuleCatalog _catalog = new(Module(
        "m",
        Number("count", min: 1) with { Default = Json.Value("10") },
        Parameter("text", defaultJson: "\"\""),
        Password("token")));

    private readonly MapperConfiguration _mapping =
        new(expression => expression.AddProfile<ConfigsProfile>(), NullLoggerFactory.Instance);

    private readonly ConfigAnswers _answers;
    private readonly SubmittedParameters _submitted;

    public ConfigUseCasesTests()
    {
        _answers = new ConfigAnswers(_mapping.CreateMapper());
        _submitted = new SubmittedParameters(_store, new ParameterValidator(new ParameterRules()));
    }

    [Test]
    public void Configuration_IsValid()
    {
        _mapping.AssertConfigurationIsValid();
    }

    [Test]
    public async Task Get_WhenNothingIsSaved_AnswersTheDefaults()
    {
        var config = (await GetAsync()).Value;

        config.Parameters.Should().ContainSingle().Which.Value.GetInt32().Should().Be(10);
        config.UpdatedAt.Should().BeNull();
        config.ModuleId.Should().Be("m");
    }

    [Test]
    public async Task Get_WhenSomethingIsSaved_LaysItOverTheDefaults()
    {
        await SaveAsync("""{"text": "a", "extra": [1.50]}""");

        var config = (await GetAsync()).Value;

        config.Parameters.Select(pair => (pair.Key, pair.Value.GetRawText()))
            .Should().Equal(("count", "10"), ("text", "\"a\""), ("extra", "[1.50]"));
        config.UpdatedAt.Should().Be(_time.GetUtcNow());
    }

    [Test]
    public async Task Get_WhenNothingChanged_AnswersTheSameInstance()
    {
        await SaveAsync("""{"count": 2}""");

        var first = (await GetAsync()).Value;
        var second = (await GetAsync()).Value;
        await SaveAsync("""{"count": 3}""");
        var third = (await GetAsync()).Value;

        second.Should().BeSameAs(first);
        third.Parameters["count"].GetInt32().Should().Be(3);
    }

    [Test]
    public async Task Save_WhenAccepted_AnswersAndKeepsExactlyWhatWasGiven()
    {
        var saved = (await SaveAsync("""{"extra": 1.0, "count": 1e1}""")).Value;

        saved.Parameters.Select(pair => (pair.Key, pair.Value.GetRawText())).Should().Equal(("extra", "1.0"), ("count", "1e1"));
        saved.Warnings.Should().ContainSingle();
        ((await _store.FindAsync(Id, CancellationToken.None))?.Parameters.Keys).Should().Equal("extra", "count");
    }

    [Test]
    public async Task Save_WhenARuleIsBroken_KeepsWhatWasThere()
    {
        await SaveAsync("""{"count": 5}""");

        var result = await SaveAsync("""{"count": 0}""");

        (result.Error?.Message).Should().Be("Invalid parameters: count must be >= 1");
        ((await _store.FindAsync(Id, CancellationToken.None))?.Parameters["count"].GetInt32()).Should().Be(5);
    }

    [Test]
    public async Task Save_WhenAPasswordComesMasked_KeepsTheSavedOneAndShowsNeither()
    {
        await SaveAsync("""{"token": "s3cret"}""");

        var saved = (await SaveAsync("""{"token": "********", "count": 2}""")).Value;

        saved.Parameters["token"].GetString().Should().Be("********");
        (await GetAsync()).Value.Parameters["token"].GetString().Should().Be("********");
        ((await _store.FindAsync(Id, CancellationToken.None))?.Parameters["token"].GetString()).Should().Be("s3cret");
    }

    [Test]
    public async Task Save_WhenATextIsTheMaskItself_KeepsItAndANewPasswordBesideIt()
    {
        await SaveAsync("""{"token": "0ld", "text": "********"}""");

        await SaveAsync("""{"token": "n3w", "text": "********"}""");

        var saved = await _store.FindAsync(Id, CancellationToken.None);
        (saved?.Parameters.Select(pair => pair.Value.GetString())).Should().Equal("n3w", "********");
    }

    [Test]
    public async Task Save_WhenAPasswordComesMaskedAndNoneIsSaved_IsRefused()
    {
        var result = await SaveAsync("""{"token": "********", "count": 0}""");

        (result.Error?.Kind).Should().Be(ErrorKind.Invalid);
        (result.Error?.Fields).Should().ContainKeys("token", "count");
    }

    [Test]
    public async Task Get_WhenThePasswordsKeyIsLost_SaysWhatToDoAndSavingAnewReplacesIt()
    {
        await SaveAsync("""{"token": "s3cret", "count": 2}""");
        _store.LoseSecrets(Id);

        var shown = (await GetAsync()).Value;
        var kept = await SaveAsync("""{"token": "********"}""");
        await SaveAsync("""{"token": "another"}""");

        shown.Parameters["count"].GetInt32().Should().Be(2);
        shown.Parameters["token"].IsNone().Should().BeTrue();
        shown.Warnings.Should().ContainSingle().Which.Should().StartWith("token: ").And.Contain("Save it anew");
        (kept.Error?.Code).Should().Be("INVALID_PARAMETERS", "the mask would keep what nobody can read");
        (await GetAsync()).Value.Warnings.Should().BeEmpty();
    }

    [Test]
    public async Task Save_WhenAHiddenPasswordIsLost_KeepsWhatIsStoredOfIt()
    {
        _catalog.Current = new([Module("m", Checkbox("sealed"), Password("token").ShownWhen("sealed", "true"))], []);
        await SaveAsync("""{"sealed": true, "token": "s3cret"}""");
        _store.LoseSecrets(Id);

        await SaveAsync("""{"sealed": false, "token": "********"}""");

        var stored = await _store.FindAsync(Id, CancellationToken.None);
        (stored?.LostSecrets).Should().Equal("token");
    }

    [Test]
    public async Task Save_WhenOnlyTheModuleHasAPassword_TakesTheMaskForIt()
    {
        _catalog.Current = new([Module("m", Password("token").Required() with { Default = Json.Value("\"preset\"") })], []);

        var shown = (await GetAsync()).Value.Parameters["token"].GetString();
        var saved = (await SaveAsync("""{"token": "********"}""")).Value;

        shown.Should().Be("********");
        saved.Parameters.Should().BeEmpty("the module's own one goes on to count");
    }

    [Test]
    public async Task Get_WhenTheModuleNoLongerCallsAValueAPassword_StillHidesIt()
    {
        await SaveAsync("""{"token": "s3cret"}""");
        _catalog.Current = new([Module("m")], []);

        var shown = (await GetAsync()).Value;
        var saved = (await SaveAsync("""{"token": "********"}""")).Value;

        shown.Parameters["token"].GetString().Should().Be("********");
        saved.Parameters.Should().BeEmpty();
    }

    [Test]
    public async Task Delete_WhenThereIsOne_SaysSoOnce()
    {
        await SaveAsync("{}");
        var handler = new DeleteConfigHandler(_catalog, _store);

        var first = await handler.Handle(new DeleteConfigCommand(Id), CancellationToken.None);
        var second = await handler.Handle(new DeleteConfigCommand(Id), CancellationToken.None);

        (first.Value, second.Value).Should().Be((true, false));
    }

    [Test]
    public async Task Handle_WhenTheModuleIsUnknown_ReturnsNotFound()
    {
        _catalog.Current = new([], []);

        var errors = new[]
        {
            (await GetAsync()).Error,
            (await SaveAsync("{}")).Error,
            (await new DeleteConfigHandler(_catalog, _store).Handle(new DeleteConfigCommand(Id), CancellationToken.None)).Error,
        };

        errors.Should().OnlyContain(error => error != null && error.Code == "MODULE_NOT_FOUND");
    }

    private Task<Result<ModuleConfigDto>> GetAsync() =>
        new GetConfigHandler(_catalog, _store, _answers).Handle(new GetConfigQuery(Id), CancellationToken.None);

    private Task<Result<ModuleConfigDto>> SaveAsync(string parameters) =>
        new SaveConfigHandler(_catalog, _submitted, _store, _answers, _time)
            .Handle(new SaveConfigCommand(Id, Json.Parameters(parameters)), CancellationToken.None);
}
