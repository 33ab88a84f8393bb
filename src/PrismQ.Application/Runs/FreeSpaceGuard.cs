using System.Globalization;
using Microsoft.Extensions.Options;
using PrismQ.Application.SystemStatus;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>
/// Accepts no new run while the data directory's disk is nearly full or gone, so that those that go on have room to end well. Knows the disk
/// by the newest sample of the machine.
/// </summary>
internal sealed class FreeSpaceGuard(IHostMetrics host, IOptions<FreeSpaceOptions> options) : IHealthSource
{
    public IReadOnlyList<string> Problems => Refusal() is { } refusal ? [$"New runs are refused. {refusal.Message}"] : [];

    /// <summary>Why no run may be accepted now; null when one may.</summary>
    public Error? Refusal() => (options.Value.MinFreeBytes, host.Current.DiskFreeBytes) switch
    {
        (0, _) => null,
        (_, null) => RunErrors.DiskGone,
        ({ } least, { } free) when free < least => RunErrors.DiskNearlyFull(Megabytes(free), Megabytes(least)),
        _ => null,
    };

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
