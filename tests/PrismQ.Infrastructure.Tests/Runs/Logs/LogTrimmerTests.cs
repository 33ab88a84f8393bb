using System.Diagnostics;
using System.Text;
using PrismQ.Application.Common;
using PrismQ.Application.Runs.Logs;
using PrismQ.Infrastructure.Runs.Logs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

[Platform("Linux", Reason = "Only Linux gives the space of a part of a file back.")]
[CancelAfter(60_000)]
internal sealed class LogTrimmerTests
{
    private const int Limit = 2 * 1024 * 1024;

    private readonly LogStation _station = new(new LogOptions { MaxBytesPerRun = Limit });

    [TearDown]
    public void Close() => _station.Dispose();

    [Test]
    public async Task Capture_WhenTheLogOutgrowsItsSize_KeepsHeadAndTailAndSaysWhatIsMissing()
    {
        const int printed = 200_000;
        await PrintAndEndAsync(1, printed);

        var lines = await ReadAllAsync();
        var gap = lines.Single(line => line.Text.StartsWith('['));

        var index = lines.IndexOf(gap);
        lines[..index].Should().Equal(Enumerable.Range(1, index).Select(Line));
        lines[(index + 1)..].Should().Equal(Enumerable.Range((int)gap.Number + 1, printed - (int)gap.Number).Select(Line));
        gap.Text.Should().StartWith($"[{gap.Number - index} lines (");
        UsedBytes().Should().BeLessThan(Limit + (Limit / 4));
    }

    [Test]
    public async Task Read_WhenAReaderResumesWithinTheGap_GetsTheGapOnce()
    {
        await PrintAndEndAsync(1, 100_000);
        var gap = (await ReadAllAsync()).Single(line => line.Text.StartsWith('['));

        using var within = await _station.ReadAsync(new LogQuery(2, After: gap.Number - 1));
        using var behind = await _station.ReadAsync(new LogQuery(1, After: gap.Number));

        within.Lines.Select(line => line.Number).Should().Equal(gap.Number, gap.Number + 1);
        behind.Lines.Select(line => line.Number).Should().Equal(gap.Number + 1);
    }

    [Test]
    public async Task Capture_WhenItGoesOnAfterAGap_KeepsItAndMovesItsEnd()
    {
        await PrintAndEndAsync(1, 100_000);
        var before = await ReadAllAsync();

        await PrintAndEndAsync(100_001, 100_000);

        var after = await ReadAllAsync();
        var gap = after.Single(line => line.Text.StartsWith('['));
        gap.Number.Should().BeGreaterThan(before.Single(line => line.Text.StartsWith('[')).Number);
        after.SkipWhile(line => line.Number <= gap.Number).Should()
            .Equal(Enumerable.Range((int)gap.Number + 1, 200_000 - (int)gap.Number).Select(Line));
        UsedBytes().Should().BeLessThan(Limit + (Limit / 4));
    }

    [Test]
    public async Task Read_WhenTheIndexOfALogWithAGapIsMissing_KeepsLinesAndNumbers()
    {
        await PrintAndEndAsync(1, 100_000);
        var before = await ReadAllAsync();
        File.Delete(Path.Combine(_station.Folder.Path, "log.idx"));

        (await ReadAllAsync()).Should().Equal(before);
    }

    [TestCase(false, TestName = "Capture_WhenADirectiveWasGivenUp_SaysItAgain")]
    [TestCase(true, TestName = "Capture_WhenADirectiveWasGivenUpAndTheIndexIsMissing_SaysItAgain")]
    public async Task Capture_WhenADirectiveWasGivenUp(bool isIndexMissing)
    {
        Print(1, 40_000);
        _station.Print("::metric words=7\n");
        await PrintAndEndAsync(40_001, 100_000);
        (await ReadAllAsync()).Should().NotContain(line => line.Text.StartsWith("::"));
        _station.CloseFiles();
        _station.Directives.Clear();
        if (isIndexMissing)
        {
            File.Delete(Path.Combine(_station.Folder.Path, "log.idx"));
        }

        await _station.EndAsync();

        _station.Directives.Should().Equal("::metric words=7");
    }

    [Test]
    public async Task OpenText_WhenTheLogHasAGap_HasOneLineInItsPlace()
    {
        await PrintAndEndAsync(1, 100_000);

        await using var text = (await _station.Store.OpenTextAsync(_station.RunId, SecretMask.None, CancellationToken.None)).Content;

        using var reader = new StreamReader(text);
        (await reader.ReadToEndAsync()).Split('\n').Should().HaveCount((await ReadAllAsync()).Count + 1);
    }

    [Test]
    public async Task OpenText_WhenTheGapMovesWhileItIsRead_KeepsItsLengthAndSaysWhatWasRemoved()
    {
        await PrintAndEndAsync(1, 100_000);
        await using var capture = await _station.CaptureAsync();
        await using var text = (await _station.Store.OpenTextAsync(_station.RunId, SecretMask.None, CancellationToken.None)).Content;

        Print(100_001, 100_000);
        await capture.CompleteAsync(CancellationToken.None);

        using var copy = new MemoryStream();
        await text.CopyToAsync(copy);
        copy.Length.Should().Be(text.Length);
        var lines = Encoding.UTF8.GetString(copy.ToArray()).Split('\n');
        lines[0].Should().EndWith("line number 1");
        lines.Should().Contain(line => line.TrimEnd(' ') == "[removed while this was downloaded]");
        lines[^1].Should().BeEmpty();
    }

    [Test]
    public async Task OpenText_WhenTheIndexIsDamagedWhileItIsRead_SaysThatTheStorageIsUnavailable()
    {
        await PrintAndEndAsync(1, 10_000);
        await using var text = (await _station.Store.OpenTextAsync(_station.RunId, SecretMask.None, CancellationToken.None)).Content;
        using (var index = new FileStream(Path.Combine(_station.Folder.Path, "log.idx"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            index.SetLength(0);
        }

        var read = () => text.CopyToAsync(Stream.Null);

        await read.Should().ThrowAsync<StorageUnavailableException>();
    }

    private static (long Number, string Text) Line(int number) => (number, $"line number {number}");

    private async Task PrintAndEndAsync(int first, int count)
    {
        Print(first, count);
        await _station.EndAsync();
    }

    private void Print(int first, int count) =>
        _station.Print(string.Concat(Enumerable.Range(first, count).Select(number => $"line number {number}\n")));

    private async Task<List<(long Number, string Text)>> ReadAllAsync()
    {
        var lines = new List<(long, string)>();
        for (var after = 0L; ;)
        {
            using var page = await _station.ReadAsync(new LogQuery(10_000, after));
            if (page.Lines.Count == 0)
            {
                return lines;
            }

            lines.AddRange(page.Lines.Select(line => (line.Number, Encoding.UTF8.GetString(line.Text.Span))));
            after = page.Lines[^1].Number;
        }
    }

    private long UsedBytes()
    {
        using var du = Process.Start(new ProcessStartInfo("du", ["-sk", _station.Folder.Path]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("du did not start.");
        return long.Parse(du.StandardOutput.ReadToEnd().Split('\t')[0]) * 1024;
    }
}
