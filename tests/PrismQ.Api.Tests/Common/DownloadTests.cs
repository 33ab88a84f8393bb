using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Tests.Common;

internal sealed class DownloadTests
{
    [TestCase("top.csv", "attachment; filename=top.csv")]
    [TestCase("deep/er/page.html", "attachment; filename=page.html")]
    [TestCase("a b.txt", "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt")]
    [TestCase("a;b.txt", "attachment; filename=\"a;b.txt\"; filename*=UTF-8''a%3Bb.txt")]
    [TestCase("žluť.txt", "attachment; filename=_lu_.txt; filename*=UTF-8''%C5%BElu%C5%A5.txt")]
    public async Task File_WhateverItsName_OffersItInTheSimplestFormThatHoldsIt(string path, string disposition)
    {
        await using var services = new ServiceCollection().AddLogging().AddMvcCore().Services.BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = Stream.Null } };

        await Download.File(new OpenedFile(new MemoryStream([1, 2, 3]), "1", null), path).ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));

        context.Response.Headers.ContentDisposition.ToString().Should().Be(disposition);
    }

    [Test]
    public async Task Head_OfADownload_DoesNotReadTheFile()
    {
        await using var services = new ServiceCollection().AddLogging().AddMvcCore().Services.BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseHeadRequests();
        app.Run(context => Download.File(new OpenedFile(new UnreadStream(), "1", null), "big.log")
            .ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor())));
        var context = new DefaultHttpContext { RequestServices = services, Request = { Method = HttpMethods.Head } };

        await app.Build()(context);

        (context.Response.StatusCode, context.Response.ContentLength).Should().Be((200, UnreadStream.Size));
    }

    /// <summary>A file that nobody may read.</summary>
    private sealed class UnreadStream : MemoryStream
    {
        public const long Size = 1L << 30;

        public override long Length => Size;

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("It was read.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It was read.");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("It was read.");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("It was read.");
    }
}
