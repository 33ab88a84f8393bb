using PrismQ.Infrastructure.Runs.Processes;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>Builds by a stand-in for the SDK, which notes each call.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[Platform(Exclude = "Win", Reason = "The stand-in is a shell script.")]
internal sealed class CSharpBuildsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CSharpBuilds _builds = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Compile_WhenManyStartAtOnce_BuildsOnceForAllOfThem()
    {
        var (sdk, script) = (Sdk(), Script("// first"));

        var failures = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CompileAsync(sdk, script)));

        failures.Should().AllSatisfy(failure => failure.Should().BeNull());
        Calls().Should().Equal(script);
    }

    [Test]
    public async Task Compile_WhenTheScriptWasChanged_BuildsAgain()
    {
        var sdk = Sdk();
        var script = Script("// first");
        await CompileAsync(sdk, script);

        Script("// a second version");
        await CompileAsync(sdk, script);
        await CompileAsync(sdk, script);

        Calls().Should().Equal(script, script);
    }

    [Test]
    public async Task Compile_WhenItCannotBeCompiled_TellsWhatTheCompilerSaysAndTriesAgain()
    {
        var script = Script("nonsense");

        var failure = await CompileAsync(Sdk("echo 'x.cs(1,9): error CS1002: ; expected'; exit 1"), script);
        var next = await CompileAsync(Sdk(), script);

        failure.Should().Be("x.cs(1,9): error CS1002: ; expected");
        next.Should().BeNull();
    }

    [Test]
    public async Task Compile_WhenTheCompilerCannotBeStarted_SaysSoAndTriesAgain()
    {
        var script = Script("// first");

        var failure = await CompileAsync(_folder.Under("not-there"), script);
        var next = await CompileAsync(Sdk(), script);

        failure.Should().Contain("could not be started");
        next.Should().BeNull();
        Calls().Should().Equal(script);
    }

    [Test]
    public async Task Compile_WhenTheServerHasSettingsInItsEnvironment_KeepsThemFromTheCompiler()
    {
        Environment.SetEnvironmentVariable("PrismQ__History__ConnectionString", "Password=hunter2");
        try
        {
            var answer = await CompileAsync(Sdk("env; exit 1"), Script("// first"));

            answer.Should().Contain("PATH=").And.NotContain("hunter2");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PrismQ__History__ConnectionString", null);
        }
    }

    private Task<string?> CompileAsync(string sdk, string script) => _builds.CompileAsync(sdk, script, CancellationToken.None);

    private string Sdk(string answer = "exit 0")
    {
        var file = _folder.Write("dotnet", $"#!/bin/sh\necho \"$2\" >>'{_folder.Under("calls")}'\n{answer}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    private string Script(string text) => _folder.Write("x.cs", text);

    private string[] Calls() => File.ReadAllLines(_folder.Under("calls"));
}
