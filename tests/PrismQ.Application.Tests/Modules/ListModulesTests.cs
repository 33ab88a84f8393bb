using AutoMapper;
using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Modules;
using PrismQ.Domain.Modules;
using PrismQ.Testing.Modules;
using PrismQ.Testing.Runs;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.Modules;

public sealed class ListModulesTests
{
    private static readonly ListModulesQuery Everything = new(null, null, null);

    private readonly FakeRunRepository _runs = new();
    private readonly FakeModuleCatalog _catalog = new(
        Module("word-trends") with { Category = "Text/Analysis", Tags = ["python", "Chart"], Description = "Counts words" },
        Module("readability") with { Category = "Text", Tags = ["python"] },
        Module("textile") with { Category = "Textile", Tags = ["shell"] });

    private readonly ModuleListing _listing;

    public ListModulesTests()
    {
        var configuration = new MapperConfiguration(expression => expression.AddProfile<ModulesProfile>(), NullLoggerFactory.Instance);
        _listing = new ModuleListing(_catalog, _runs, configuration.CreateMapper());
    }

    [Test]
    public async Task Handle_WhenNothingChanged_AnswersTheSameInstance()
    {
        var first = await ListAsync(Everything);
        var second = await ListAsync(Everything);

        second.Should().BeSameAs(first);
        first.Total.Should().Be(3);
    }

    [Test]
    public async Task Handle_WhenARunIsAdded_CountsItAndLeavesOtherModulesAsTheyAre()
    {
        var before = await ListAsync(Everything);
        var run = new RunBuilder().OfModule("readability").Build();
        await _runs.AddAsync(run, CancellationToken.None);

        var after = await ListAsync(Everything);

        after.Modules[1].TotalRuns.Should().Be(1);
        after.Modules[1].LastRun.Should().Be(run.CreatedAt);
        after.Modules[0].Should().BeSameAs(before.Modules[0]);
    }

    [Test]
    public async Task Handle_WhenTheRegistryIsReplaced_AnswersTheNewOne()
    {
        await ListAsync(Everything);

        _catalog.Current = new ModuleSnapshot([Module("new")], []);

        (await ListAsync(Everything)).Modules.Should().ContainSingle().Which.Id.Should().Be("new");
    }

    [Test]
    public async Task Handle_WhenOnlyOtherThingsOfARunChange_AnswersTheSameInstanceThenCountsOn()
    {
        var run = new RunBuilder().OfModule("readability").Running().Build();
        await _runs.AddAsync(run, CancellationToken.None);
        var before = await ListAsync(Everything);

        await _runs.UpdateAsync(run.Warn("could not be stopped"), CancellationToken.None);
        var unchanged = await ListAsync(Everything);
        await _runs.UpdateAsync(run.Exit(0, run.CreatedAt.AddSeconds(9)), CancellationToken.None);
        var ended = await ListAsync(Everything);

        unchanged.Should().BeSameAs(before);
        (ended.Modules[1].TotalRuns, ended.Modules[1].SuccessRate).Should().Be((1, 100));
    }

    [Test]
    public async Task Handle_WhenNothingChangedAndTheHistoryIsUnavailable_StillAnswers()
    {
        var before = await ListAsync(Everything);
        _runs.Fault = "The run history is locked by another program.";

        (await ListAsync(Everything)).Should().BeSameAs(before);
    }

    [Test]
    public async Task Handle_WhenAModuleIsEdited_ShowsItsNewTextsWithItsRuns([Values] bool alsoRuns)
    {
        await _runs.AddAsync(new RunBuilder().OfModule("readability").Completed().Build(), CancellationToken.None);
        await ListAsync(Everything);

        Edit("readability", module => module with { Name = "Edited" });
        if (alsoRuns)
        {
            await _runs.AddAsync(new RunBuilder().OfModule("readability").Failed().Build(), CancellationToken.None);
        }

        var module = (await ListAsync(Everything)).Modules[1];
        (module.Name, module.TotalRuns, module.SuccessRate).Should().Be(alsoRuns ? ("Edited", 2, 50) : ("Edited", 1, 100));
    }

    [Test]
    public async Task Handle_WhenAnotherModuleIsEdited_KeepsTheInstancesOfTheRest()
    {
        var before = await ListAsync(Everything);

        Edit("readability", module => module with { Name = "Edited" });
        await _runs.AddAsync(new RunBuilder().OfModule("textile").Build(), CancellationToken.None);
        var after = await ListAsync(Everything);

        after.Modules[0].Should().BeSameAs(before.Modules[0]);
        after.Modules[2].TotalRuns.Should().Be(1);
        after.Modules[2].Tags.Should().BeSameAs(before.Modules[2].Tags, "only its counts are made anew");
    }

    [TestCase("Text", null, null, "word-trends,readability")]
    [TestCase("text/analysis", null, null, "word-trends")]
    [TestCase(" /Text/Analysis/ ", null, null, "word-trends")]
    [TestCase("Analysis", null, null, "")]
    [TestCase("Tex", null, null, "")]
    [TestCase(null, "PYTHON", null, "word-trends,readability")]
    [TestCase(null, " chart ", null, "word-trends")]
    [TestCase(null, "py", null, "")]
    [TestCase(null, null, "words COUNTS", "word-trends")]
    [TestCase(null, null, "words missing", "")]
    [TestCase(null, null, "shell", "textile")]
    [TestCase("Text", "python", "read", "readability")]
    [TestCase("", " ", "", "word-trends,readability,textile")]
    public async Task Handle_WhenFiltered_AnswersWhatMatchesAll(string? category, string? tag, string? search, string expected)
    {
        var list = await ListAsync(new ListModulesQuery(category, tag, search));

        string.Join(',', list.Modules.Select(module => module.Id)).Should().Be(expected);
        list.Total.Should().Be(list.Modules.Count);
    }

    [Test]
    public async Task Handle_WhenAModuleIsUnknown_ReturnsNotFound()
    {
        var result = await new GetModuleHandler(_listing).Handle(new GetModuleQuery(new ModuleId("nope")), CancellationToken.None);

        (result.Error?.Code).Should().Be("MODULE_NOT_FOUND");
    }

    [Test]
    public async Task Handle_WhenAModuleIsKnown_AnswersTheInstanceOfTheList()
    {
        var list = await ListAsync(Everything);

        var result = await new GetModuleHandler(_listing).Handle(new GetModuleQuery(new ModuleId("textile")), CancellationToken.None);

        result.Value.Should().BeSameAs(list.Modules[2]);
    }

    private void Edit(string id, Func<Module, Module> change) => _catalog.Current = new ModuleSnapshot(
        [.. _catalog.Current.Modules.Select(module => module.Id.Value == id ? change(module) : module)], []);

    private async Task<ModuleListDto> ListAsync(ListModulesQuery query) =>
        (await new ListModulesHandler(_listing).Handle(query, CancellationToken.None)).Value;
}
