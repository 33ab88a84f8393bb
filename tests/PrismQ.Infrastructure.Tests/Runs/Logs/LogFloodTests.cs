using System.Text;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

[CancelAfter(120_000)]
internal sealed class LogFloodTests
{
    private readonly LogStation _station = new();

    [TearDown]
    public void Close() => _station.Dispose();

    [Test]
    public async Task Follow_WhenAMillionLinesArePrintedAndTenReadersFollow_GivesEachEveryLineInOrder(CancellationToken cancellationToken)
    {
        const int lines = 1_000_000;
        await using var capture = await _station.CaptureAsync();
        var readers = Enumerable.Range(0, 10).Select(_ => Task.Run(() => CountInOrderAsync(lines, cancellationToken))).ToArray();

        await Task.Run(() => Flood(lines), cancellationToken);
        await capture.CompleteAsync(cancellationToken);

        (await Task.WhenAll(readers)).Should().OnlyContain(read => read == lines);
    }

    [Test]
    public async Task Capture_WhenOneLineHas50Megabytes_KeepsEveryByte()
    {
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(number => $"{number:D10}")));
        for (var i = 0; i < 50; i++)
        {
            _station.Print(block);
        }

        _station.Print("\nend\n");
        await _station.EndAsync();

        var texts = await _station.ReadTextsAsync();
        texts[^1].Should().Be("end");
        texts.Take(texts.Count - 1).Sum(text => (long)text.Length).Should().Be(50L * block.Length);
        string.Concat(texts.Take(17))[..block.Length].Should().Be(Encoding.ASCII.GetString(block));
    }

    [Test]
    public async Task Read_WhenAPageWouldBeTooLarge_StopsAtItsLimitAndGoesOnFromThere()
    {
        _station.Print(string.Concat(Enumerable.Repeat(new string('x', 60_000) + "\n", 200)));
        await _station.EndAsync();

        using var first = await _station.ReadAsync(new LogQuery(10_000, After: 0));
        using var last = await _station.ReadAsync(new LogQuery(10_000));

        first.Lines.Should().HaveCount(4 * 1024 * 1024 / 60_000);
        last.Lines[^1].Number.Should().Be(200);
        (await _station.ReadTextsAsync()).Should().HaveCount(200);
    }

    private async Task<int> CountInOrderAsync(int lines, CancellationToken cancellationToken)
    {
        var after = 0L;
        while (after < lines)
        {
            var next = _station.Signals.NextAsync(_station.RunId);
            using var page = await _station.ReadAsync(new LogQuery(10_000, after));
            foreach (var line in page.Lines)
            {
                if (line.Number != ++after || !IsLine(line.Text.Span, after))
                {
                    return -1;
                }
            }

            if (page.Lines.Count == 0)
            {
                await next.WaitAsync(cancellationToken);
            }
        }

        return (int)after;
    }

    private static bool IsLine(ReadOnlySpan<byte> text, long number) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out long read, out _) && read == number && text.Length == 79;

    private void Flood(int lines)
    {
        _station.Folders.Create(_station.RunId);
        using var file = new FileStream(_station.Folder.Stdout, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 64 * 1024);
        for (var number = 1; number <= lines; number++)
        {
            file.Write(Encoding.ASCII.GetBytes($"{number} ".PadRight(79, 'x') + "\n"));
        }
    }
}
