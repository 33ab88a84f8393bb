using PrismQ.Application.Runs;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

/// <summary>Runs whose passwords cannot be decrypted: nothing is shown that could not be masked, and nothing is started without them.</summary>
[CancelAfter(60_000)]
public sealed class LostSecretsTests
{
    [Test]
    public async Task Read_WhenTheSecretsAreLost_ShowsTheRunButNeitherLogNorResults()
    {
        await using var orchestra = new Orchestra();
        var run = await AddAsync(orchestra, new RunBuilder().OfModule("echo").Completed());
        orchestra.Logs.Write(run.Id, "the password is s3cret");
        orchestra.Folders.Results["s3cret.txt"] = [];
        var refusal = RunErrors.SecretsUnreadable(run.Id);

        (await orchestra.TrySendAsync(new GetRunLogQuery(run.Id, 10, null, null))).Error.Should().Be(refusal);
        (await orchestra.TrySendAsync(new FollowRunLogQuery(run.Id, 0))).Error.Should().Be(refusal);
        (await orchestra.TrySendAsync(new DownloadRunLogQuery(run.Id))).Error.Should().Be(refusal);
        (await orchestra.TrySendAsync(new GetRunResultsQuery(run.Id))).Error.Should().Be(refusal);
        (await orchestra.TrySendAsync(new OpenResultFileQuery(run.Id, "s3cret.txt"))).Error.Should().Be(refusal);
        (await orchestra.SendAsync(new GetRunQuery(run.Id))).Parameters["token"].GetString().Should().Be(ParameterValues.Mask);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Start_WhenTheSecretsAreLost_FailsTheRunInsteadOfStartingItWithTheMask(bool wasToldToStart)
    {
        await using var orchestra = new Orchestra();
        var run = await AddAsync(
            orchestra, new RunBuilder().OfModule("echo").Then(queued => wasToldToStart ? queued.Start(Orchestra.Now) : queued));
        orchestra.Folders.Existing.Add(run.Id);

        await orchestra.StartAsync();
        var ended = await orchestra.EndedAsync(run.Id.Value);

        ended.FailureReason.Should().Be(FailureReason.LaunchFailed);
        ended.ErrorMessage.Should().Contain("cannot be decrypted");
        orchestra.Launcher.StartedCount.Should().Be(0);
    }

    [Test]
    public async Task Adopt_WhenTheSecretsAreLost_StaysWithTheScriptAndShowsNothingThatItReports()
    {
        await using var orchestra = new Orchestra();
        var run = await AddAsync(orchestra, new RunBuilder().OfModule("echo").Running());
        var process = new FakeProcess();
        orchestra.Launcher.Left[run.Id] = new Adoption(process, WasStarted: true);

        await orchestra.StartAsync();
        orchestra.Logs.Write(run.Id, "::metric s3cret=1");
        process.End(0, orchestra.Time.GetUtcNow());
        await orchestra.EndedAsync(run.Id.Value);

        orchestra.History.Writes[^1].Status.Should().Be(RunStatus.Completed);
        orchestra.History.Writes[^1].Metrics.Should().BeEmpty();
    }

    private static async Task<Run> AddAsync(Orchestra orchestra, RunBuilder builder)
    {
        var run = builder.WithSecret("token", ParameterValues.Mask).Build() with { SecretsAreLost = true };
        await orchestra.History.AddAsync(run, CancellationToken.None);
        return run;
    }
}
