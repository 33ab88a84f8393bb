using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

[CancelAfter(60_000)]
internal sealed class LogRecoveryTests
{
    private static readonly Gen<byte[]> Output = Gen.Frequency(
        (8, ArbMap.Default.ArbFor<byte[]>().Generator),
        (4, Gen.Elements("\n", "\r\n", "::metric a=1\n", "é€😀", "ERROR x\n", "\r").Select(System.Text.Encoding.UTF8.GetBytes)),
        (1, Gen.Choose(1, 80_000).Select(length => Enumerable.Repeat((byte)'x', length).ToArray())))
        .ListOf().Select(parts => parts.SelectMany(part => part).ToArray());

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public Property Capture_HoweverTheOutputArrives_MakesTheSameLines() => Prop.ForAll(
        Output.ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(), (output, cut) =>
        {
            using var whole = new LogStation();
            using var parts = new LogStation();
            cut = output.Length == 0 ? 0 : cut % output.Length;

            whole.Print(output);
            whole.EndAsync().GetAwaiter().GetResult();
            CaptureInTwoAsync(parts, output, cut).GetAwaiter().GetResult();

            var expected = Lines(whole);
            return Lines(parts).SequenceEqual(expected);
        });

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public Property Read_WhereverTheIndexIsTornOrDamaged_MakesItAnewTheSame() => Prop.ForAll(
        Output.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (output, where, isTorn) =>
        {
            using var station = new LogStation();
            station.Print(output);
            station.EndAsync().GetAwaiter().GetResult();
            var expected = Lines(station);
            var index = Path.Combine(station.Folder.Path, "log.idx");
            station.CloseFiles();

            Damage(index, where, isTorn);

            return Lines(station).SequenceEqual(expected);
        });

    [Test]
    public async Task Capture_WhenTheClockIsSetBack_NeverGoesBackInTime()
    {
        using var station = new LogStation();
        station.Print("one\n");
        await station.EndAsync();
        station.Time.Shift = TimeSpan.FromDays(-1);
        station.Print("two\n");

        await station.EndAsync();

        using var page = await station.ReadAsync(new LogQuery(10));
        page.Lines[1].Timestamp.Should().Be(page.Lines[0].Timestamp);
    }

    [Test]
    public async Task Capture_WhenTheClockIsSetForwardAndBackAgain_KeepsEveryLineInOrder()
    {
        using var station = new LogStation();
        foreach (var (line, days) in new[] { ("one", 0), ("two", 1), ("three", 0) })
        {
            station.Time.Shift = TimeSpan.FromDays(days);
            station.Print(line + "\n");
            await station.EndAsync();
        }

        using var page = await station.ReadAsync(new LogQuery(10));
        page.Lines.Select(line => Encoding.UTF8.GetString(line.Text.Span)).Should().Equal("one", "two", "three");
        page.Lines.Select(line => line.Timestamp).Should().BeInAscendingOrder();
        (page.Lines[1].Timestamp - page.Lines[0].Timestamp).Should().BeGreaterThanOrEqualTo(TimeSpan.FromDays(1));
    }

    private static async Task CaptureInTwoAsync(LogStation station, byte[] output, int cut)
    {
        station.Print(output.AsSpan(0, cut));
        await using (var first = await station.CaptureAsync())
        {
            station.Print(output.AsSpan(cut, (output.Length - cut) / 2));
        }

        station.Print(output.AsSpan(cut + ((output.Length - cut) / 2)));
        await station.EndAsync();
    }

    private static void Damage(string index, int where, bool isTorn)
    {
        using var file = new FileStream(index, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        if (file.Length == 0)
        {
            return;
        }

        var at = where % file.Length;
        if (isTorn)
        {
            file.SetLength(at);
            return;
        }

        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x41));
    }

    /// <summary>All that readers see, but for the time, which is lost with the index.</summary>
    private static List<string> Lines(LogStation station)
    {
        var lines = new List<string>();
        for (var after = 0L; ;)
        {
            using var page = station.ReadAsync(new LogQuery(10_000, after)).GetAwaiter().GetResult();
            if (page.Lines.Count == 0)
            {
                return lines;
            }

            lines.AddRange(page.Lines.Select(line =>
                $"{line.Number} {line.Level} {line.Stream} {line.Continues} {Convert.ToHexString(line.Text.Span)}"));
            after = page.Lines[^1].Number;
        }
    }
}
