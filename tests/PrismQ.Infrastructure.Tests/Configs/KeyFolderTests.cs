using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Configs;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Configs;

/// <summary>The keys that encrypt secrets, put together as the server does it.</summary>
[Platform("Linux,MacOsX")]
[UnsupportedOSPlatform("windows")]
internal sealed class KeyFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Test]
    public async Task Protect_WhenThereAreNoKeysYet_MakesThemWhereOnlyTheOwnerLooks()
    {
        await using var services = Services();

        services.GetRequiredService<ISecretProtector>().Protect("s3cret");

        File.GetUnixFileMode(_data.Under("keys")).Should().Be(OwnerOnly);
        Directory.EnumerateFiles(_data.Under("keys")).Should().ContainSingle().Which.Should().EndWith(".xml");
    }

    [Test]
    public async Task Protect_WhenTheFolderWasOpenToOthers_ClosesIt()
    {
        Directory.CreateDirectory(_data.Under("keys"), OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await using var services = Services();

        services.GetRequiredService<ISecretProtector>().Protect("s3cret");

        File.GetUnixFileMode(_data.Under("keys")).Should().Be(OwnerOnly);
    }

    [Test]
    public async Task Unprotect_AfterARestart_ReadsWhatWasEncryptedBefore()
    {
        await using var earlier = Services();
        var encrypted = earlier.GetRequiredService<ISecretProtector>().Protect("s3cret");
        await using var next = Services();

        var secret = next.GetRequiredService<ISecretProtector>().Unprotect(encrypted);

        secret.Should().Be("s3cret");
        encrypted.Should().NotContain("s3cret");
    }

    [Test]
    public async Task Unprotect_WhenTheKeysAreGone_SaysSoHereAndInHealthWithoutThePath()
    {
        await using var earlier = Services();
        var encrypted = earlier.GetRequiredService<ISecretProtector>().Protect("s3cret");
        Directory.Delete(_data.Under("keys"), recursive: true);
        await using var next = Services();
        var read = () => next.GetRequiredService<ISecretProtector>().Unprotect(encrypted);

        Problems(next).Should().BeEmpty();
        read.Should().Throw<StorageUnavailableException>().Which.Message.Should().NotContain(_data.Path);
        Problems(next).Should().ContainSingle().Which.Should().Contain("encryption keys").And.NotContain(_data.Path);
    }

    [Test]
    public async Task Protect_WhenTheKeysHaveAFolderOfTheirOwn_KeepsThemOutOfTheData()
    {
        await using var services = Services(KeyValuePair.Create("PrismQ:KeysDirectory", (string?)_data.Under("elsewhere")));

        services.GetRequiredService<ISecretProtector>().Protect("s3cret");

        Directory.EnumerateFiles(_data.Under("elsewhere")).Should().ContainSingle();
        File.GetUnixFileMode(_data.Under("elsewhere")).Should().Be(OwnerOnly);
        Directory.Exists(_data.Under("keys")).Should().BeFalse();
    }

    private static IReadOnlyList<string> Problems(ServiceProvider services) =>
        services.GetRequiredService<DataProtectionSecretProtector>().Problems;

    private ServiceProvider Services(params IEnumerable<KeyValuePair<string, string?>> settings) => new ServiceCollection()
        .AddLogging()
        .AddInfrastructure(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("PrismQ:DataDirectory", (string?)_data.Path), .. settings]).Build())
        .BuildServiceProvider();
}
