using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Common;
using PrismQ.Testing.Common.Fuzzing;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

/// <summary>Each input is an index file, most of them nearly right, found beside the same raw output after a crash.</summary>
[Category("Fuzz")]
internal sealed class LogIndexFuzzTests
{
    private const int Lines = 300;

    private static readonly FuzzCampaign Campaign = new("log-index", new string('\0', 24), new string('\0', 4096));

    private static readonly byte[] Stdout = [.. Enumerable.Range(1, Lines).SelectMany(number => System.Text.Encoding.UTF8.GetBytes($"line {number}\n"))];
    private static readonly byte[] Stderr = [.. "oops\nERROR again\n"u8];

    [Test]
    public void Read_WhateverTheIndexHolds_AnswersEveryLineOnceInOrder() => Campaign.Run(index =>
    {
        using var station = StationWith(index);

        using var page = station.ReadAsync(new LogQuery(10_000)).GetAwaiter().GetResult();

        LogReading.Of(page.Lines, OutputStream.Stdout).Should().Equal(LogReading.Reference(Stdout));
        LogReading.Of(page.Lines, OutputStream.Stderr).Should().Equal(LogReading.Reference(Stderr));
        page.TotalLines.Should().Be(Lines + 2);
    });

    [Test]
    public void Capture_WhateverTheIndexHolds_GoesOnWithEveryLineOnceInOrder() => Campaign.Run(index =>
    {
        using var station = new LogStation();
        station.Print(Stdout.AsSpan(0, Stdout.Length / 2));
        station.Print(Stderr, OutputStream.Stderr);
        File.WriteAllBytes(IndexOf(station), index);
        station.Print(Stdout.AsSpan(Stdout.Length / 2));
        station.EndAsync().GetAwaiter().GetResult();

        using var page = station.ReadAsync(new LogQuery(10_000)).GetAwaiter().GetResult();

        LogReading.Of(page.Lines, OutputStream.Stdout).Should().Equal(LogReading.Reference(Stdout));
        LogReading.Of(page.Lines, OutputStream.Stderr).Should().Equal(LogReading.Reference(Stderr));
    });

    [TestCase("stderr-first.idx")]
    [TestCase("stderr-last.idx")]
    [TestCase("mixed.idx")]
    public async Task Read_WhenTheIndexIsWhole_LeavesItAsItIs(string seed)
    {
        var index = File.ReadAllBytes(RepositoryFiles.Path("tests", "corpus", "log-index", seed));
        using var station = StationWith(index);

        using var page = await station.ReadAsync(new LogQuery(10_000));

        page.Lines.Should().HaveCount(Lines + 2);
        File.ReadAllBytes(IndexOf(station)).Should().Equal(index);
    }

    private static LogStation StationWith(byte[] index)
    {
        var station = new LogStation();
        station.Print(Stdout);
        station.Print(Stderr, OutputStream.Stderr);
        File.WriteAllBytes(IndexOf(station), index);
        return station;
    }

    private static string IndexOf(LogStation station) => Path.Combine(station.Folder.Path, "log.idx");
}
