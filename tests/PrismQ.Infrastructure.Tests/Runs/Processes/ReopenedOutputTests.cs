using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>A script that opens its output by name adds to it, as on a terminal. (Under the shell's supervisor it would cut it.)</summary>
[TestFixture(Launching.Attached)]
[TestFixture(Launching.Detached)]
[CancelAfter(60_000)]
internal sealed class ReopenedOutputTests(Launching kind)
{
    private LauncherBed _bed = null!;

    [SetUp]
    public void SetUp() => _bed = new LauncherBed(kind, withGroups: false);

    [TearDown]
    public async Task TearDown() => await _bed.DisposeAsync();

    [TestCase("echo 1 >&2; echo 2 >/dev/stderr; echo 3 >&2")]
    [TestCase("echo 1 >&2; echo 2 | tee /dev/stderr >/dev/null; echo 3 >&2")]
    [TestCase("exec 1>&2; echo 1; echo 2 >/dev/stdout; echo 3")]
    public async Task Exit_WhenScriptOpensItsOutputAnew_KeepsEveryLine(string script)
    {
        var spec = _bed.Shell(script);

        await _bed.RunAsync(spec);

        File.ReadAllText(spec.Folder.Stderr).Should().Be("1\n2\n3\n");
    }
}
