using System.Buffers.Binary;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>One process as macOS tells it (<c>proc_pidinfo</c>, <c>struct proc_bsdinfo</c>).</summary>
internal static unsafe class MacProcess
{
    private const int BsdInformation = 3;
    private const int Length = 136;
    private const int Status = 4;
    private const int Parent = 16;
    private const int Group = 100;
    private const int StartSeconds = 120;
    private const int StartMicroseconds = 128;
    private const int Zombie = 5;

    public static ProcessEntry? Find(int pid)
    {
        var bytes = stackalloc byte[Length];
        if (LibC.ProcessInformation(pid, BsdInformation, 0, bytes, Length) != Length)
        {
            return null;
        }

        var record = new ReadOnlySpan<byte>(bytes, Length);
        var start = (BinaryPrimitives.ReadInt64LittleEndian(record[StartSeconds..]) * 1_000_000)
            + BinaryPrimitives.ReadInt64LittleEndian(record[StartMicroseconds..]);
        return new ProcessEntry(
            new ProcessIdentity(pid, start),
            BinaryPrimitives.ReadInt32LittleEndian(record[Parent..]),
            BinaryPrimitives.ReadInt32LittleEndian(record[Group..]),
            BinaryPrimitives.ReadInt32LittleEndian(record[Group..]),
            IsAlive: BinaryPrimitives.ReadInt32LittleEndian(record[Status..]) != Zombie);
    }
}
