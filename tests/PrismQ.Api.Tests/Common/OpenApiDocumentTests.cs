using PrismQ.Api.Common.OpenApi;
using PrismQ.Testing.Common;

namespace PrismQ.Api.Tests.Common;

internal sealed class OpenApiDocumentTests
{
    [Test]
    public async Task Document_OfTheRunningApi_IsTheCommittedOne()
    {
        await using var server = new PrismQServer();

        var running = await WriteOpenApi.DocumentAsync(server.Services);

        running.Should().Be(await File.ReadAllTextAsync(RepositoryFiles.Path("docs", "api", "openapi.json")), "./build.sh client writes it anew");
    }

    [Test]
    public async Task Swagger_WhenAsked_ServesTheDocumentAndItsPage()
    {
        await using var server = new PrismQServer();

        using var page = await server.Http.GetAsync("/swagger/index.html");
        using var document = await server.Http.GetAsync("/swagger/v1/swagger.json");
        using var docs = await server.Http.GetAsync("/docs");

        page.IsSuccessStatusCode.Should().BeTrue();
        document.IsSuccessStatusCode.Should().BeTrue();
        docs.Headers.Location.Should().Be("/swagger");
    }
}
