using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class GetRunLogTests
{
    private readonly Run _run = new RunBuilder().Completed().Build();

    [TestCase(1, 3L)]
    [TestCase(2, 2L, 3L)]
    [TestCase(10_000, 1L, 2L, 3L)]
    public async Task Handle_ByTail_AnswersTheLastLines(int tail, params long[] expected)
    {
        await using var orchestra = await WithLinesAsync("a", "b", "c");

        using var page = await orchestra.SendAsync(new GetRunLogQuery(_run.Id, tail, null, null));

        page.Lines.Select(line => line.Number).Should().Equal(expected);
        page.TotalLines.Should().Be(3);
    }

    [TestCase(0L, 1L, 2L)]
    [TestCase(2L, 3L)]
    [TestCase(3L)]
    public async Task Handle_ByLineNumber_AnswersTheLinesAfterIt(long after, params long[] expected)
    {
        await using var orchestra = await WithLinesAsync("a", "b", "c");

        using var page = await orchestra.SendAsync(new GetRunLogQuery(_run.Id, 2, "2026-01-31T08:30:00Z", after));

        page.Lines.Select(line => line.Number).Should().Equal(expected);
    }

    [TestCase(0, null, "tail", "tail must be between 1 and 10000")]
    [TestCase(10_001, null, "tail", "tail must be between 1 and 10000")]
    [TestCase(1, -1L, "after", "after must be a line number, 0 or more")]
    public async Task Handle_WhenANumberIsOutOfRange_NamesTheField(int tail, long? after, string field, string message)
    {
        await using var orchestra = await WithLinesAsync();

        var refused = await orchestra.TrySendAsync(new GetRunLogQuery(_run.Id, tail, null, after));

        (refused.Error?.Code).Should().Be("VALIDATION_ERROR");
        (refused.Error?.Fields).Should().ContainSingle().Which.Key.Should().Be(field);
        (refused.Error?.Fields?[field]).Should().Equal(message);
    }

    [Test]
    public async Task Handle_WhenSinceIsNoTimestamp_SaysSo()
    {
        await using var orchestra = await WithLinesAsync();

        (await orchestra.TrySendAsync(new GetRunLogQuery(_run.Id, 1, "noon", null))).Error.Should().Be(RunErrors.InvalidTimestamp("noon"));
    }

    [Test]
    public async Task Handle_WhenTheRunIsUnknown_IsNotFoundForReadersAndDownloads()
    {
        await using var orchestra = await WithLinesAsync();
        var unknown = new RunId("none");

        (await orchestra.TrySendAsync(new GetRunLogQuery(unknown, 1, null, null))).Error.Should().Be(RunErrors.NotFound(unknown));
        (await orchestra.TrySendAsync(new DownloadRunLogQuery(unknown))).Error.Should().Be(RunErrors.NotFound(unknown));
    }

    [Test]
    public async Task Handle_OfADownload_IsTheWholeLog()
    {
        await using var orchestra = await WithLinesAsync("a", "b");

        await using var text = (await orchestra.SendAsync(new DownloadRunLogQuery(_run.Id))).Content;

        (await new StreamReader(text).ReadToEndAsync()).Should().Be("a\nb\n");
    }

    private async Task<Orchestra> WithLinesAsync(params string[] lines)
    {
        var orchestra = new Orchestra();
        await orchestra.History.AddAsync(_run, CancellationToken.None);
        Array.ForEach(lines, line => orchestra.Logs.Write(_run.Id, line));
        return orchestra;
    }
}
