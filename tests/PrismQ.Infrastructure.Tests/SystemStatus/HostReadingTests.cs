using System.Text;
using PrismQ.Infrastructure.SystemStatus;

namespace PrismQ.Infrastructure.Tests.SystemStatus;

internal sealed class HostReadingTests
{
    [Test]
    public void PercentSince_WhenOneProcessorOfTwoWasBusy_IsHalf()
    {
        var earlier = ProcessorTime.Parse("cpu  100 0 100 1000 0 0 0 0 50 0\n"u8);
        var later = ProcessorTime.Parse("cpu  130 5 110 1040 10 2 2 1 50 0\n"u8);

        var percent = later?.PercentSince(earlier ?? default);

        percent.Should().Be(50);
    }

    [Test]
    public void Parse_WhenLineIsOfAnotherKind_IsNone()
    {
        ProcessorTime.Parse("intr 12 13"u8).Should().BeNull();
    }

    [TestCase("MemTotal:       4000 kB\nMemFree:         100 kB\nMemAvailable:    1000 kB\n", 75.0)]
    [TestCase("MemTotal:       4000 kB\nMemFree:         100 kB\n", null)]
    public void PercentOf_WhateverTheKernelSays_CountsWhatIsNotAvailable(string meminfo, double? expected)
    {
        MemoryUse.PercentOf(Encoding.ASCII.GetBytes(meminfo)).Should().Be(expected);
    }

    [Test]
    public void ReadCpuPercent_WhenFilesChange_ReadsThemAnew()
    {
        var proc = Directory.CreateTempSubdirectory("prismq-proc-").FullName;
        File.WriteAllText(Path.Combine(proc, "stat"), "cpu  10 0 0 90 0 0 0 0\n");
        File.WriteAllText(Path.Combine(proc, "meminfo"), "MemTotal: 10 kB\nMemFree: 1 kB\nMemAvailable: 9 kB\n");
        using var reader = new ProcReader(proc);

        var first = reader.ReadCpuPercent();
        File.WriteAllText(Path.Combine(proc, "stat"), "cpu  90 0 0 110 0 0 0 0\n");
        var second = reader.ReadCpuPercent();
        var again = reader.ReadCpuPercent();
        Directory.Delete(proc, recursive: true);

        first.Should().Be(10);
        second.Should().Be(80);
        again.Should().Be(80, "no time has passed since");
    }

    [Test]
    public void DiskSpaceOf_WhenFolderIsMissing_IsNone()
    {
        DiskSpace.Of(Path.Combine(Path.GetTempPath(), $"prismq-{Guid.NewGuid():N}")).Should().BeNull();
    }

    [Test]
    public void DiskSpaceOf_WhenFolderIsThere_IsThatOfItsDisk()
    {
        var space = DiskSpace.Of(Path.GetTempPath());

        (space?.Total).Should().BePositive();
        (space?.Free).Should().BeInRange(0, space.Value.Total);
        space.Should().NotBeNull();
    }
}
