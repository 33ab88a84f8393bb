using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Logs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

/// <summary>A line's time is when it was seen, but never later than its file was last written.</summary>
[Platform(Exclude = "Win", Reason = "There runs end with the server, and the time of a file that is written is not kept up to date.")]
[CancelAfter(60_000)]
internal sealed class LineTimeTests
{
    private static readonly DateTimeOffset HourAgo = TimeProvider.System.GetUtcNow().AddHours(-1);

    private readonly LogStation _station = new();

    [TearDown]
    public void Close() => _station.Dispose();

    [Test]
    public async Task Capture_WhenLinesWerePrintedBeforeItBegan_DatesThemWhenTheFileWasLastWritten()
    {
        _station.Print("one\ntwo\n");
        SetWritten(_station.Folder.Stdout, HourAgo);

        await _station.EndAsync();

        (await TimesAsync()).Should().HaveCount(2).And.AllSatisfy(time => time.Should().BeCloseTo(HourAgo, TimeSpan.FromMicroseconds(1)));
    }

    [Test]
    public async Task Capture_WhenTheRunEndedWhileNoServerLooked_DatesNoLineAfterItsFile()
    {
        _station.Print("seen\n");
        await _station.EndAsync();
        _station.Print("unseen\n");
        var end = TimeProvider.System.GetUtcNow().AddHours(1);
        _station.Time.Shift = TimeSpan.FromHours(3);
        SetWritten(_station.Folder.Stdout, end);

        await _station.EndAsync();

        var times = await TimesAsync();
        times.Should().BeInAscendingOrder().And.HaveCount(2);
        times[1].Should().BeOnOrBefore(end).And.BeAfter(times[0]);
        using var since = await _station.ReadAsync(new LogQuery(10, Since: end.AddMinutes(1)));
        since.Lines.Should().BeEmpty("nothing was printed since");
    }

    [Test]
    public async Task Capture_WhenTheFileIsOlderThanTheLineBefore_NeverGoesBackInTime()
    {
        _station.Print("out\n");
        await _station.EndAsync();
        _station.Print("err\n", OutputStream.Stderr);
        SetWritten(_station.Folder.Stderr, HourAgo);

        await _station.EndAsync();

        var times = await TimesAsync();
        times[1].Should().Be(times[0]);
    }

    [Test]
    [Platform("Linux", Reason = "Only Linux gives the space of a part of a file back.")]
    public async Task Capture_WhenTheGapOfALogIsMadeAgain_DatesTheLinesBehindItAsBefore()
    {
        using var station = new LogStation(new LogOptions { MaxBytesPerRun = 1024 * 1024 });
        station.Print(string.Concat(Enumerable.Range(0, 40_000).Select(number => $"a line that is one of very many: {number}\n")));
        await station.EndAsync();
        station.Print("last\n");
        var end = TimeProvider.System.GetUtcNow().AddHours(1);
        station.Time.Shift = TimeSpan.FromHours(3);
        File.SetLastWriteTimeUtc(station.Folder.Stdout, end.UtcDateTime);

        await station.EndAsync();

        using var page = await station.ReadAsync(new LogQuery(1));
        page.Lines[^1].Timestamp.Should().BeOnOrBefore(end);
    }

    [Test]
    public async Task Capture_WhenALineIsPrintedMeanwhile_DatesItBetweenItsPrintingAndNow()
    {
        _station.Folders.Create(_station.RunId);
        await using var capture = await _station.CaptureAsync();
        _station.Print("live\n");
        var written = File.GetLastWriteTimeUtc(_station.Folder.Stdout);

        await capture.CompleteAsync(CancellationToken.None);

        var time = (await TimesAsync()).Single();
        time.Should().BeOnOrAfter(new DateTimeOffset(written).AddMicroseconds(-1)).And.BeOnOrBefore(TimeProvider.System.GetUtcNow());
    }

    private static void SetWritten(string path, DateTimeOffset at) => File.SetLastWriteTimeUtc(path, at.UtcDateTime);

    private async Task<List<DateTimeOffset>> TimesAsync()
    {
        using var page = await _station.ReadAsync(new LogQuery(100));
        return [.. page.Lines.Select(line => line.Timestamp)];
    }
}
