using System.Globalization;
using Microsoft.Extensions.Options;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>Says when the data directory's disk is nearly full, or gone.</summary>
internal sealed class LowDiskSpace(IHostMetrics host, IOptions<SystemStatusOptions> options) : IHealthSource
{
    public IReadOnlyList<string> Problems => host.Current.DiskFreeBytes switch
    {
        null => ["The data directory's disk cannot be read."],
        { } free when free < options.Value.LowDiskGb * 1e9 =>
            [string.Create(CultureInfo.InvariantCulture, $"The data directory's disk is nearly full: {free / 1e9:0.00} GB are free.")],
        _ => [],
    };
}
