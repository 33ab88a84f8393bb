using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class OpenResultFileTests
{
    private readonly Run _run = new RunBuilder().Completed().Build();

    [Test]
    public async Task Handle_WhenTheRunWroteTheFile_OpensIt()
    {
        await using var orchestra = await WithFileAsync("deep/page.html", [1, 2, 3]);

        await using var file = (await orchestra.SendAsync(new OpenResultFileQuery(_run.Id, "deep/page.html"))).File.Content;

        var content = new byte[4];
        (await file.ReadAsync(content)).Should().Be(3);
    }

    [Test]
    public async Task Handle_WhenThereIsNoSuchFile_NamesIt()
    {
        await using var orchestra = await WithFileAsync("page.html", []);

        var refused = await orchestra.TrySendAsync(new OpenResultFileQuery(_run.Id, "../page.html"));

        refused.Error.Should().Be(RunErrors.FileNotFound("../page.html"));
    }

    [Test]
    public async Task Handle_WhenTheRunIsUnknown_IsNotFoundWhateverTheFile()
    {
        await using var orchestra = await WithFileAsync("page.html", []);

        var refused = await orchestra.TrySendAsync(new OpenResultFileQuery(new RunId("none"), "page.html"));

        refused.Error.Should().Be(RunErrors.NotFound(new RunId("none")));
    }

    private async Task<Orchestra> WithFileAsync(string path, byte[] content)
    {
        var orchestra = new Orchestra();
        orchestra.Folders.Results[path] = content;
        await orchestra.History.AddAsync(_run, CancellationToken.None);
        return orchestra;
    }
}
