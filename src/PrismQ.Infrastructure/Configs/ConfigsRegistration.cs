using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Configs;
using PrismQ.Application.SystemStatus;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Configs;

internal static class ConfigsRegistration
{
    public static IServiceCollection AddConfigs(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("PrismQ");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>, ILoggerFactory>(KeepKeysInFolder);
        return services
            .AddSingleton<DataProtectionSecretProtector>()
            .AddSingleton<ISecretProtector>(provider => provider.GetRequiredService<DataProtectionSecretProtector>())
            .AddSingleton<IHealthSource>(provider => provider.GetRequiredService<DataProtectionSecretProtector>())
            .AddSingleton<IConfigStore, JsonConfigStore>();
    }

    private static void KeepKeysInFolder(KeyManagementOptions keys, IOptions<StorageOptions> storage, ILoggerFactory loggers)
    {
        PrivateFiles.CloseFolder(storage.Value.KeysPath);
        keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(storage.Value.KeysPath), loggers);
    }
}
