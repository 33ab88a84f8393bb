using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Tests.Common;

[CancelAfter(30_000)]
internal sealed class DataDirectoryLockTests
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"prismq-lock-{Guid.NewGuid():N}");

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task Starting_WhenAnotherServerHasTheDirectory_RefusesWithOneLine(CancellationToken cancellationToken)
    {
        using var first = Lock();
        using var second = Lock();
        await first.StartingAsync(cancellationToken);

        var start = () => second.StartingAsync(cancellationToken);

        (await start.Should().ThrowAsync<StartupException>()).WithMessage("Another PrismQ server*").Which.Message.Should().NotContain("\n");
    }

    [Test]
    public async Task Starting_WhenTheOtherServerHasEnded_TakesTheDirectory(CancellationToken cancellationToken)
    {
        using (var first = Lock())
        {
            await first.StartingAsync(cancellationToken);
        }

        using var second = Lock();
        var start = () => second.StartingAsync(cancellationToken);

        await start.Should().NotThrowAsync();
    }

    [Test]
    public async Task Starting_WhenTheDirectoryIsMissing_MakesItForThisUserOnly(CancellationToken cancellationToken)
    {
        using var directory = Lock();

        await directory.StartingAsync(cancellationToken);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_directory).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Exists(_directory).Should().BeTrue();
    }

    private DataDirectoryLock Lock() => new(Options.Create(new StorageOptions { DataDirectory = _directory }));
}
