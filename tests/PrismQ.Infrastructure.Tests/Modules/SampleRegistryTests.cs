using PrismQ.Application.Configs.Rules;
using PrismQ.Infrastructure.Modules;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Modules;

/// <summary>The registry that comes with the project.</summary>
internal sealed class SampleRegistryTests
{
    private static readonly string Registry = RepositoryFiles.Path("modules", "modules.json");

    [Test]
    public async Task Read_Always_HasNoProblemsAndFindsEveryScript()
    {
        var reading = new RegistryReader(new ParameterRules()).Read(await File.ReadAllBytesAsync(Registry), "modules.json");

        reading.Problems.Should().BeEmpty();
        reading.Modules.Should().HaveCountGreaterThanOrEqualTo(6);
        reading.Modules.Should().OnlyContain(module => File.Exists(RepositoryFiles.Path("modules", module.ScriptPath)));
    }

    [Test]
    public async Task Read_Always_ShowsEveryKindOfParameterAndOfScript()
    {
        var modules = new RegistryReader(new ParameterRules()).Read(await File.ReadAllBytesAsync(Registry), "modules.json").Modules;
        var parameters = modules.SelectMany(module => module.Parameters).ToArray();

        parameters.Select(parameter => parameter.Type).Distinct().Should().BeEquivalentTo(Enum.GetValues<Domain.Modules.ParameterType>());
        parameters.Should().Contain(parameter => parameter.ConditionalDisplay != null).And.Contain(parameter => parameter.Validation != null);
        modules.Select(module => Path.GetExtension(module.ScriptPath)).Distinct().Should().BeEquivalentTo([".cs", ".js", ".py", ".sh"]);
    }

    [Test]
    public async Task Readme_Always_NamesEveryModule()
    {
        var modules = new RegistryReader(new ParameterRules()).Read(await File.ReadAllBytesAsync(Registry), "modules.json").Modules;
        var readme = await File.ReadAllTextAsync(RepositoryFiles.Path("modules", "README.md"));

        readme.Should().ContainAll(modules.Select(module => $"| `{module.Id}` |"));
    }
}
