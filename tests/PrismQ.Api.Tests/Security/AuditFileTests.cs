using PrismQ.Api.Security;
using PrismQ.Testing.Common;

namespace PrismQ.Api.Tests.Security;

internal sealed class AuditFileTests
{
    [Test]
    public void Append_WhateverIsWritten_KeepsTheNewestInBoundedSpace()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Under("audit.log");
        using var file = new AuditFile(path);
        var line = new byte[1024 * 1024];

        for (var count = 0; count < 40; count++)
        {
            file.Append(line);
        }

        new FileInfo(path).Length.Should().BeLessThanOrEqualTo(AuditFile.MaxBytes);
        new FileInfo(path + ".1").Length.Should().Be(AuditFile.MaxBytes);
        Directory.GetFiles(folder.Path).Should().HaveCount(2);
    }
}
