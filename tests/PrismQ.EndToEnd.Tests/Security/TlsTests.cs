using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PrismQ.EndToEnd.Tests.Reliability;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Security;

/// <summary>The server with a certificate of its own, as <c>docs/security.md</c> has it.</summary>
[CancelAfter(120_000)]
internal sealed class TlsTests
{
    [Test]
    public async Task Get_WhenTheServerHasACertificate_IsAnsweredOverTls(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var certificate = NewCertificate();
        var certificateFile = folder.Write("server.crt", certificate.ExportCertificatePem());
        var keyFile = folder.Write("server.key", certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await using var bed = new ServerBed(("hello", "echo hello", ""));
        await bed.StartAsync(
            "Kestrel:Endpoints:Https:Url=https://127.0.0.1:0",
            $"Kestrel:Endpoints:Https:Certificate:Path={certificateFile}",
            $"Kestrel:Endpoints:Https:Certificate:KeyPath={keyFile}");
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint,
        };
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20 };

        using var answer = await client.GetAsync(new Uri(bed.Server.Address, "/api/health"), cancellationToken);

        bed.Server.Address.Scheme.Should().Be("https");
        (answer.StatusCode, answer.Version).Should().Be((HttpStatusCode.OK, HttpVersion.Version20));
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
