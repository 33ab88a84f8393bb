using AutoMapper;
using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

internal sealed class RunsProfileTests
{
    private static readonly MapperConfiguration Configuration =
        new(expression => expression.AddProfile<RunsProfile>(), NullLoggerFactory.Instance);

    private readonly IMapper _mapper = Configuration.CreateMapper();

    [Test]
    public void Profile_Always_MapsEveryField()
    {
        Configuration.AssertConfigurationIsValid();
    }

    [Test]
    public void Map_WhenTheRunHasSecrets_MasksThoseThatAreThere()
    {
        var run = new RunBuilder().WithParameter("top", 5).WithSecret("token", "s3cret").WithSecret("empty", "").Build();

        var shown = _mapper.Map<RunDto>(run).Parameters;

        shown.Select(pair => (pair.Key, pair.Value.GetRawText())).Should().Equal(("top", "5"), ("token", "\"********\""), ("empty", "\"\""));
    }

    [Test]
    public void Map_WhenTheRunReportedProgress_ShowsIt()
    {
        var run = new RunBuilder().Running().Then(run => run.Report(new RunProgress(1, 8), run.Metrics)).Build();

        var dto = _mapper.Map<RunDto>(run);

        (dto.ItemsProcessed, dto.ItemsTotal, dto.ProgressPercent).Should().Be((1L, 8L, 12.5));
    }

    [Test]
    public void Map_WhenTheRunReportedNone_InventsNone()
    {
        var dto = _mapper.Map<RunDto>(new RunBuilder().Failed(3).Build());

        (dto.ItemsProcessed, dto.ItemsTotal, dto.ProgressPercent).Should().Be((null, null, null));
        (dto.FailureReason, dto.ExitCode, dto.Status).Should().Be((FailureReason.ExitCode, 3, RunStatus.Failed));
    }
}
