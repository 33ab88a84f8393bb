using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Modules;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Modules;

[CancelAfter(30_000)]
public sealed class JsonModuleCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Current_WhenThereIsNoRegistry_IsEmptyAndSaysWhy()
    {
        var catalog = NewCatalog();

        catalog.Current.Modules.Should().BeEmpty();
        catalog.Problems.Should().Equal("modules.json: there is no such file; make one or set PrismQ:ModulesFile.");
    }

    [Test]
    public void Reload_WhenAMissingRegistryAppears_ServesIt()
    {
        var catalog = NewCatalog();
        catalog.Loaded.IsCompleted.Should().BeFalse();

        Write("first");
        catalog.Reload();

        Ids(catalog).Should().Equal("first");
        catalog.Loaded.IsCompletedSuccessfully.Should().BeTrue();
        catalog.Problems.Should().BeEmpty();
    }

    [Test]
    public void Reload_WhenAnEditIsBroken_KeepsTheLastGoodModulesAndSaysWhatIsWrong()
    {
        Write("good");
        var catalog = NewCatalog();
        var good = catalog.Current.Find(new ModuleId("good"));

        _folder.Write("modules.json", "{ broken");
        catalog.Reload();

        catalog.Current.Find(new ModuleId("good")).Should().BeSameAs(good);
        catalog.Problems.Should().ContainSingle().Which.Should().StartWith("modules.json: line 1, column 3");
    }

    [Test]
    public void Reload_WhenABrokenEditIsMended_ClearsTheProblems()
    {
        Write("good");
        var catalog = NewCatalog();
        _folder.Write("modules.json", "{ broken");
        catalog.Reload();

        Write("better");
        catalog.Reload();

        Ids(catalog).Should().Equal("better");
        catalog.Problems.Should().BeEmpty();
    }

    [Test]
    public void Reload_WhenTheContentIsTheSame_KeepsTheSnapshot()
    {
        Write("good");
        var catalog = NewCatalog();
        var before = catalog.Current;

        Write("good");
        catalog.Reload();

        catalog.Current.Should().BeSameAs(before);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Watcher_WhenTheFileIsEditedOrReplacedByRename_LoadsItByItself(bool byRename, CancellationToken cancellationToken)
    {
        Write("first");
        using var log = new SignalLogger<JsonModuleCatalog>();
        var catalog = new JsonModuleCatalog(Options(), new ParameterRules(), TimeProvider.System, log);
        using var watcher = new RegistryWatcher(catalog, Options(), TimeProvider.System, NullLogger<RegistryWatcher>.Instance);
        await watcher.StartAsync(cancellationToken);
        await log.WaitAsync(1000, cancellationToken);

        var file = _folder.Write(byRename ? "modules.json.new" : "modules.json", Registry("second"));
        if (byRename)
        {
            File.Move(file, _folder.Under("modules.json"), overwrite: true);
        }

        await log.WaitAsync(1000, cancellationToken);
        Ids(catalog).Should().Equal("second");
        await watcher.StopAsync(cancellationToken);
    }

    private static IEnumerable<string> Ids(JsonModuleCatalog catalog) => catalog.Current.Modules.Select(module => module.Id.Value);

    private static string Registry(string id) => $$"""{"modules": [{"id": "{{id}}", "name": "N", "script_path": "n.sh"}]}""";

    private void Write(string id) => _folder.Write("modules.json", Registry(id));

    private JsonModuleCatalog NewCatalog() =>
        new(Options(), new ParameterRules(), TimeProvider.System, NullLogger<JsonModuleCatalog>.Instance);

    private IOptions<StorageOptions> Options() =>
        Microsoft.Extensions.Options.Options.Create(new StorageOptions { ModulesFile = _folder.Under("modules.json") });
}
