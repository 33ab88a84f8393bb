using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[Platform(Exclude = "Win", Reason = "Interpreters are shell scripts here.")]
internal sealed class ScriptResolverTests
{
    private DirectoryInfo _root = null!;
    private DirectoryInfo _path = null!;

    [SetUp]
    public void SetUp()
    {
        _root = Directory.CreateTempSubdirectory("prismq-resolve-");
        _path = _root.CreateSubdirectory("bin");
        _root.CreateSubdirectory("modules/job");
    }

    [TearDown]
    public void TearDown() => _root.Delete(recursive: true);

    [TestCase("job/a.py", "python3", new[] { "{script}" })]
    [TestCase("job/a.sh", "sh", new[] { "{script}" })]
    [TestCase("job/a.js", "node", new[] { "{script}" })]
    [TestCase("job/a.ps1", "pwsh", new[] { "-NoProfile", "-NonInteractive", "-File", "{script}" })]
    [TestCase("job/a.cs", "dotnet", new[] { "run", "--file", "{script}", "--" })]
    public void Resolve_WhenFileHasAKind_TakesItsInterpreter(string script, string interpreter, string[] arguments)
    {
        var program = Program(interpreter);
        var file = Script(script);

        var command = Resolver().Resolve(Module(script)).Value;

        command.FileName.Should().Be(program);
        command.Arguments.Should().Equal(arguments.Select(argument => argument.Replace("{script}", file, StringComparison.Ordinal)));
        command.WorkingDirectory.Should().Be(Path.GetDirectoryName(file));
    }

    [Test]
    public void Resolve_WhenThereIsNoPython3_TakesPython()
    {
        var python = Program("python");
        Script("job/a.py");

        Resolver().Resolve(Module("job/a.py")).Value.FileName.Should().Be(python);
    }

    [Test]
    public void Resolve_WhenInterpreterIsAShim_AsksItOnceForTheRealOne()
    {
        var real = Program("real-python");
        var asked = Path.Combine(_root.FullName, "asked");
        Program("python3", $"#!/bin/sh\necho x >>'{asked}'\necho '{real}'\n");
        Script("job/a.py");
        var resolver = Resolver();

        var first = resolver.Resolve(Module("job/a.py")).Value;
        var second = resolver.Resolve(Module("job/a.py")).Value;

        first.FileName.Should().Be(real);
        second.FileName.Should().Be(real);
        File.ReadAllLines(asked).Should().ContainSingle();
    }

    [Test]
    public void Resolve_WhenShimLeadsNowhere_TakesTheNextOnThePath()
    {
        Program("python3", "#!/bin/sh\nexit 127\n");
        var later = _root.CreateSubdirectory("later");
        var python = Program("python3", folder: later);
        Script("job/a.py");

        Resolver($"{_path.FullName}:{later.FullName}").Resolve(Module("job/a.py")).Value.FileName.Should().Be(python);
    }

    [Test]
    public void Resolve_WhenInterpreterVanished_LooksAgain()
    {
        var first = Program("node");
        var later = _root.CreateSubdirectory("later");
        var second = Program("node", folder: later);
        Script("job/a.js");
        var resolver = Resolver($"{_path.FullName}:{later.FullName}");
        resolver.Resolve(Module("job/a.js")).Value.FileName.Should().Be(first);

        File.Delete(first);

        resolver.Resolve(Module("job/a.js")).Value.FileName.Should().Be(second);
    }

    [Test]
    public void Resolve_WhenModuleNamesItsInterpreter_TakesThat()
    {
        var program = Program("special");
        var file = Script("job/a.py");

        var command = Resolver().Resolve(Module("job/a.py") with { Interpreter = ["special", "-u"] }).Value;

        command.FileName.Should().Be(program);
        command.Arguments.Should().Equal("-u", file);
    }

    [Test]
    public void Resolve_WhenFileRunsByItself_TakesIt()
    {
        var file = Script("job/tool");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var command = Resolver().Resolve(Module("job/tool")).Value;

        command.Should().BeEquivalentTo(new ScriptCommand(file, [], Path.GetDirectoryName(file) ?? ""));
    }

    [Test]
    public void Resolve_WhenWorkingDirectoryIsNamed_StartsThere()
    {
        Program("sh");
        Script("job/a.sh");

        var command = Resolver().Resolve(Module("job/a.sh") with { WorkingDirectory = "." }).Value;

        command.WorkingDirectory.TrimEnd('/').Should().Be(Path.Combine(_root.FullName, "modules"));
    }

    [TestCase("#!/nowhere/perl -w\n", "*interpreter of job/tool was not found: /nowhere/perl*")]
    [TestCase("#! /nowhere/perl", "*interpreter of job/tool was not found: /nowhere/perl*")]
    public void Resolve_WhenAFileNamesAnInterpreterThatIsNotThere_SaysWhich(string text, string message)
    {
        var file = Script("job/tool");
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Resolver().Resolve(Module("job/tool")).TryGet(out _, out var error);

        (error?.Message).Should().Match(message);
    }

    [TestCase("job/none.sh", null, "*script does not exist*job/none.sh*")]
    [TestCase("job/plain", null, "*may not be executed*job/plain*")]
    [TestCase("job/a.py", null, "*interpreter of job/a.py was not found*python3 or python*")]
    [TestCase("job/a.sh", "elsewhere", "*working directory does not exist*elsewhere*")]
    public void Resolve_WhenSomethingIsMissing_SaysWhich(string script, string? workingDirectory, string message)
    {
        Program("sh");
        Script("job/a.sh");
        Script("job/a.py");
        Script("job/plain");

        var result = Resolver().Resolve(Module(script) with { WorkingDirectory = workingDirectory });

        result.Error.Should().NotBeNull();
        result.Error.Code.Should().Be("LAUNCH_FAILED");
        result.Error.Message.Should().Match(message).And.NotContain(_root.FullName);
    }

    private static Module Module(string script) => new() { Id = new ModuleId("job"), Name = "Job", ScriptPath = script };

    private ScriptResolver Resolver(string? searchPath = null) => new(
        Options.Create(new StorageOptions { ModulesFile = Path.Combine(_root.FullName, "modules", "modules.json") }),
        new InterpreterCatalog(searchPath ?? _path.FullName),
        new CSharpBuilds());

    private string Script(string path)
    {
        var file = Path.Combine(_root.FullName, "modules", path);
        File.WriteAllText(file, "");
        return file;
    }

    private string Program(string name, string text = "binary", DirectoryInfo? folder = null)
    {
        var file = Path.Combine((folder ?? _path).FullName, name);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
