using System.Text;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

[CancelAfter(60_000)]
internal sealed class RunLogStoreTests
{
    private readonly LogStation _station = new();

    [TearDown]
    public void Close() => _station.Dispose();

    [Test]
    public async Task Read_WhenTheRunHasNoLog_IsEmpty()
    {
        using var page = await _station.ReadAsync(new LogQuery(500));

        page.Lines.Should().BeEmpty();
        page.TotalLines.Should().Be(0);
    }

    [Test]
    public async Task Read_WhenOutputHasEveryKindOfLineEnd_KeepsEachLineOnce()
    {
        _station.Print("plain\ncarriage\r\n\n\r\nlone\rreturn\nlast without a break");

        await _station.EndAsync();

        (await _station.ReadTextsAsync()).Should().Equal("plain", "carriage", "", "", "lone\rreturn", "last without a break");
    }

    [Test]
    public async Task Complete_WhenTheScriptHasCutItsOutput_SaysSo()
    {
        _station.Print("one\ntwo\n");
        await using var capture = await _station.CaptureAsync();
        await capture.CompleteAsync(CancellationToken.None);

        await File.WriteAllTextAsync(_station.Folder.Stdout, "3\n");
        await capture.CompleteAsync(CancellationToken.None);

        capture.Problem.Should().Contain(">&2");
    }

    [Test]
    public async Task Read_WhenTheLastOutputIsABareCarriageReturn_KeepsIt()
    {
        _station.Print("progress 99 %\r");

        await _station.EndAsync();

        (await _station.ReadTextsAsync()).Should().Equal("progress 99 %\r");
    }

    [Test]
    public async Task Read_WhenBytesAreNotUtf8_ReplacesThemAndDropsNothing()
    {
        _station.Print([.. "a"u8, 0xFF, 0xC3, (byte)'(', 0xE2, 0x82, 0, (byte)'b', (byte)'\n']);

        await _station.EndAsync();

        (await _station.ReadTextsAsync()).Should().Equal("a\uFFFD\uFFFD(\uFFFD\0b");
    }

    [Test]
    public async Task Read_WhenTailIsAsked_AnswersTheLastLines()
    {
        _station.Print(string.Concat(Enumerable.Range(1, 100).Select(number => $"line {number}\n")));
        await _station.EndAsync();

        using var page = await _station.ReadAsync(new LogQuery(3));

        page.Lines.Select(line => line.Number).Should().Equal(98, 99, 100);
        page.TotalLines.Should().Be(100);
        Encoding.UTF8.GetString(page.Lines[0].Text.Span).Should().Be("line 98");
    }

    [Test]
    public async Task Read_WhenAfterIsAsked_AnswersTheNextLines()
    {
        _station.Print(string.Concat(Enumerable.Range(1, 100).Select(number => $"line {number}\n")));
        await _station.EndAsync();

        using var page = await _station.ReadAsync(new LogQuery(3, After: 40));
        using var beyond = await _station.ReadAsync(new LogQuery(3, After: 4000));

        page.Lines.Select(line => line.Number).Should().Equal(41, 42, 43);
        beyond.Lines.Should().BeEmpty();
        beyond.TotalLines.Should().Be(100);
    }

    [Test]
    public async Task Read_WhenSinceIsAsked_AnswersLinesSeenThenOrLater()
    {
        _station.Print("first\n");
        await _station.EndAsync();
        _station.Print("second\nthird\n");
        await _station.EndAsync();
        using var all = await _station.ReadAsync(new LogQuery(10));

        using var later = await _station.ReadAsync(new LogQuery(10, Since: all.Lines[1].Timestamp));
        using var none = await _station.ReadAsync(new LogQuery(10, Since: all.Lines[2].Timestamp.AddTicks(1)));

        later.Lines.Select(line => line.Number).Should().Equal(2, 3);
        none.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task Capture_WhenBothStreamsArePrintedTo_KeepsTheOrderOfEach()
    {
        await using (var capture = await _station.CaptureAsync())
        {
            for (var number = 0; number < 200; number++)
            {
                _station.Print($"{number}\n", number % 3 == 0 ? OutputStream.Stderr : OutputStream.Stdout);
            }

            await capture.CompleteAsync(CancellationToken.None);
        }

        using var page = await _station.ReadAsync(new LogQuery(1000));

        var byStream = page.Lines.ToLookup(line => line.Stream, line => int.Parse(Encoding.UTF8.GetString(line.Text.Span)));
        byStream[OutputStream.Stdout].Should().Equal(Enumerable.Range(0, 200).Where(number => number % 3 != 0));
        byStream[OutputStream.Stderr].Should().Equal(Enumerable.Range(0, 200).Where(number => number % 3 == 0));
        page.Lines.Select(line => line.Timestamp).Should().BeInAscendingOrder();
    }

    [Test]
    public async Task Capture_WhenItGoesOnAfterAnEarlierOne_DoublesAndLosesNothing()
    {
        _station.Print("::progress 1/3\none\nhalf a ");
        await using (var first = await _station.CaptureAsync())
        {
            await LineAsync(2);
        }

        _station.Print("line\n::progress 2/3\n");
        _station.Directives.Clear();
        await _station.EndAsync();

        (await _station.ReadTextsAsync()).Should().Equal("::progress 1/3", "one", "half a line", "::progress 2/3");
        _station.Directives.Should().Equal("::progress 1/3", "::progress 2/3");
    }

    [Test]
    public async Task Capture_WhenALineIsLongerThan64KiB_SplitsItBetweenCharacters()
    {
        var line = string.Concat(Enumerable.Repeat("aé€😀", 20_000));
        _station.Print($"before\n{line}\nafter\n");

        await _station.EndAsync();

        using var page = await _station.ReadAsync(new LogQuery(100));
        var pieces = page.Lines.Skip(1).SkipLast(1).ToList();
        string.Concat(pieces.Select(piece => Encoding.UTF8.GetString(piece.Text.Span))).Should().Be(line);
        pieces.Should().HaveCount((Encoding.UTF8.GetByteCount(line) / 65_536) + 1).And.OnlyContain(piece => piece.Text.Length <= 65_536);
        pieces.Select(piece => piece.Continues).Should().Equal(pieces.Select((_, index) => index < pieces.Count - 1));
    }

    [Test]
    public async Task Read_WhenTheRunGoesOnAndIsNotCapturedNow_LeavesAnUnfinishedLineToTheNextCapture()
    {
        using var station = new LogStation();
        station.Unfinished.Add(new RunBuilder().Running().Build() with { Id = station.RunId });
        station.Print("one\ntw");
        var isIndexed = station.Signals.NextAsync(station.RunId);
        await using (await station.CaptureAsync())
        {
            await isIndexed.WaitAsync(TimeSpan.FromSeconds(30));
        }

        var meanwhile = await station.ReadTextsAsync();
        station.Print("o\n");
        await station.EndAsync();

        meanwhile.Should().Equal("one");
        (await station.ReadTextsAsync()).Should().Equal("one", "two");
    }

    [Test]
    public async Task Read_WhenTheIndexIsMissing_IsMadeAnewFromTheRawFiles()
    {
        _station.Print("one\ntwo\n");
        await _station.EndAsync();
        File.Delete(Path.Combine(_station.Folder.Path, "log.idx"));

        (await _station.ReadTextsAsync()).Should().Equal("one", "two");
    }

    private async Task LineAsync(long number)
    {
        while (true)
        {
            var next = _station.Signals.NextAsync(_station.RunId);
            using var page = await _station.ReadAsync(new LogQuery(1));
            if (page.TotalLines >= number)
            {
                return;
            }

            await next.WaitAsync(TestContext.CurrentContext.CancellationToken);
        }
    }
}
