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

    [TestCase("Text", null, null, "word-trends,readability")]
    [TestCase("text/analysis", null, null, "word-trends")]
    [TestCase("Tex", null, null, "")]
    [TestCase(null, "PYTHON", null, "word-trends,readability")]
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

        result.Error?.Code.Should().Be("MODULE_NOT_FOUND");
    }

    [Test]
    public async Task Handle_WhenAModuleIsKnown_AnswersTheInstanceOfTheList()
    {
        var list = await ListAsync(Everything);

        var result = await new GetModuleHandler(_listing).Handle(new GetModuleQuery(new ModuleId("textile")), CancellationToken.None);

        result.Value.Should().BeSameAs(list.Modules[2]);
    }

    private async Task<ModuleListDto> ListAsync(ListModulesQuery query) =>
        (await new ListModulesHandler(_listing).Handle(query, CancellationToken.None)).Value;
}
