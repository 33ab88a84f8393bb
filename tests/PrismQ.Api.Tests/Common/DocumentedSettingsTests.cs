using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Api.Common;
using PrismQ.Api.Common.Startup;
using PrismQ.Api.Security;
using PrismQ.Api.SystemStatus.Telemetry;
using PrismQ.Application;
using PrismQ.Infrastructure;
using PrismQ.Testing.Common;

namespace PrismQ.Api.Tests.Common;

/// <summary>Every setting that somebody reads stands where people look for it.</summary>
internal sealed class DocumentedSettingsTests
{
    private static readonly IConfiguration Empty = new ConfigurationBuilder().Build();

    [Test]
    public async Task Readme_NamesEverySetting()
    {
        var readme = await File.ReadAllTextAsync(RepositoryFiles.Path("README.md"));

        Settings().Where(setting => !readme.Contains($"`{setting.Path}`", StringComparison.Ordinal)).Select(setting => setting.Path).Should().BeEmpty();
    }

    [Test]
    public async Task SettingsFile_HasEverySetting()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryFiles.Path("src/PrismQ.Api/appsettings.json")));

        Settings().Where(setting => !Has(file.RootElement, setting.Path.Split(':'))).Select(setting => setting.Path).Should().BeEmpty();
    }

    private static bool Has(JsonElement element, IEnumerable<string> path) =>
        path.Aggregate((JsonElement?)element, (at, name) => at?.TryGetProperty(name, out var next) == true ? next : null) is not null;

    private static List<KnownSetting> Settings()
    {
        var settings = KnownSettings.Of(new ServiceCollection()
            .AddApplication(null).AddInfrastructure(Empty).AddSecurity().AddApi().AddTelemetry(Empty)).ToList();
        settings.Should().HaveCountGreaterThan(30);
        return settings;
    }
}
