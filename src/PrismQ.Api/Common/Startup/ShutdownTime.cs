using Microsoft.Extensions.Options;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Common.Startup;

/// <summary>Gives an orderly stop the time that runs may take to end, so that each is ended and recorded.</summary>
internal sealed class ShutdownTime(IOptions<RunOptions> runs) : IConfigureOptions<HostOptions>
{
    /// <summary>Beside the grace: a kill that takes its time, twice, then the last lines and the record. Also what a stop gets at least.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public void Configure(HostOptions host) => host.ShutdownTimeout = runs.Value.StopGrace + Margin;
}
