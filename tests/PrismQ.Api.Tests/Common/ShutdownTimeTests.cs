using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PrismQ.Api.Tests.Common;

[CancelAfter(60_000)]
internal sealed class ShutdownTimeTests
{
    [TestCase("0", 30)]
    [TestCase("120", 150)]
    [TestCase("300", 330)]
    public async Task ShutdownTimeout_WhateverTheGrace_LeavesTimeForTheRest(string graceSeconds, int expectedSeconds)
    {
        await using var server = new PrismQServer(("PrismQ:Runs:StopGraceSeconds", graceSeconds));

        var host = server.Services.GetRequiredService<IOptions<HostOptions>>().Value;

        host.ShutdownTimeout.Should().Be(TimeSpan.FromSeconds(expectedSeconds));
    }
}
