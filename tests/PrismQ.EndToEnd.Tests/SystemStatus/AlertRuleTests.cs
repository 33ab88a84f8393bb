using System.ComponentModel;
using System.Diagnostics;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.SystemStatus;

/// <summary>The alert rules and the configuration, as Prometheus' own tool sees them.</summary>
[CancelAfter(60_000)]
public sealed class AlertRuleTests
{
    private static readonly string Folder = RepositoryFiles.Path("deploy", "prometheus");

    [TestCase("check config prometheus.yml")]
    [TestCase("check rules alerts.yml")]
    [TestCase("test rules alerts.test.yml")]
    public async Task Promtool_OnWhatIsDeployed_FindsNothingWrong(string arguments, CancellationToken cancellationToken)
    {
        using var tool = Start(arguments);
        Assume.That(tool, Is.Not.Null, "promtool is not installed.");

        var (said, complained) = (tool.StandardOutput.ReadToEndAsync(cancellationToken), tool.StandardError.ReadToEndAsync(cancellationToken));
        await tool.WaitForExitAsync(cancellationToken);

        tool.ExitCode.Should().Be(0, "{0}{1}", await said, await complained);
    }

    private static Process? Start(string arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("promtool", arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
