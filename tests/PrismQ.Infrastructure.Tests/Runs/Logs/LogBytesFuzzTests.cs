using System.Text;
using System.Text.Unicode;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Logs;
using PrismQ.Testing.Common.Fuzzing;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

[Category("Fuzz")]
internal sealed class LogBytesFuzzTests
{
    private static readonly FuzzCampaign Campaign = new(
        "log-bytes", "\n", "\r\n", "::progress 1/2\n", "::metric a=1\n", "ERROR ", "{\"level\":\"warn\"}\n", new string('x', 40_000), new string('\x80', 40_000));

    [Test]
    public void Index_WhateverTheBytesAndHoweverTheyArrive_MakesTheLinesOfTheReference() => Campaign.Run(input =>
    {
        using var station = new LogStation();
        var (stdout, stderr, directives) = PrintInPieces(station, input);

        using var page = Read(station, new LogQuery(10_000));

        LogReading.Of(page.Lines, OutputStream.Stdout).Should().Equal(LogReading.Reference(stdout));
        LogReading.Of(page.Lines, OutputStream.Stderr).Should().Equal(LogReading.Reference(stderr));
        page.Lines.Select(line => line.Number).Should().Equal(Enumerable.Range(1, page.Lines.Count).Select(number => (long)number));
        page.Lines.All(line => Utf8.IsValid(line.Text.Span)).Should().BeTrue();
        directives.Should().Equal(LogReading.Split(stdout)
            .Where(line => line.Length <= LineSplitter.MaxLength && line.AsSpan().StartsWith("::"u8)).Select(Encoding.UTF8.GetString));
        PagesShowTheSame(station, page);
        DownloadIsWhole(station);
    });

    /// <summary>Writes pieces to one stream or the other and indexes between them; how is decided by the input, so that it can be repeated.</summary>
    private static (byte[] Stdout, byte[] Stderr, List<string> Directives) PrintInPieces(LogStation station, byte[] input)
    {
        var choice = new Random(input.Aggregate(input.Length, (hash, value) => unchecked((hash * 31) + value)));
        var written = new Dictionary<OutputStream, List<byte>> { [OutputStream.Stdout] = [], [OutputStream.Stderr] = [] };
        var directives = new List<string>();
        station.Folders.Create(station.RunId);
        using var files = RunLogFiles.OpenForIndexing(station.Folder);
        var indexer = LogIndexing.Resume(
            files, long.MaxValue, TimeProvider.System, line => directives.Add(Encoding.UTF8.GetString(line)), () => [], CancellationToken.None);
        var stream = OutputStream.Stdout;
        for (var at = 0; at < input.Length;)
        {
            var end = Math.Min(input.Length, at + 1 + choice.Next(1 + choice.Next(input.Length)));
            station.Print(input.AsSpan(at, end - at), stream);
            written[stream].AddRange(input.AsSpan(at, end - at));
            at = end;
            indexer.IndexNewBytes(isLast: false, CancellationToken.None);
            stream = choice.Next(4) == 0 ? OutputStream.Stderr : OutputStream.Stdout;
        }

        indexer.IndexNewBytes(isLast: true, CancellationToken.None);
        return ([.. written[OutputStream.Stdout]], [.. written[OutputStream.Stderr]], directives);
    }

    private static void PagesShowTheSame(LogStation station, LogPage whole)
    {
        var after = whole.Lines.Count / 3;
        using var middle = Read(station, new LogQuery(5, after));
        using var tail = Read(station, new LogQuery(3));

        Texts(middle.Lines).Should().Equal(Texts(whole.Lines.Skip(after).Take(5)));
        Texts(tail.Lines).Should().Equal(Texts(whole.Lines.TakeLast(3)));
    }

    private static void DownloadIsWhole(LogStation station)
    {
        using var download = station.Store.OpenTextAsync(station.RunId, SecretMask.None, CancellationToken.None).GetAwaiter().GetResult().Content;
        using var text = new MemoryStream();
        download.CopyTo(text);

        text.Length.Should().Be(download.Length);
        Utf8.IsValid(text.GetBuffer().AsSpan(0, (int)text.Length)).Should().BeTrue();
    }

    private static IEnumerable<string> Texts(IEnumerable<LogLine> lines) => lines.Select(line => $"{line.Number} {Convert.ToHexString(line.Text.Span)}");

    private static LogPage Read(LogStation station, LogQuery query) => station.ReadAsync(query).GetAwaiter().GetResult();
}
