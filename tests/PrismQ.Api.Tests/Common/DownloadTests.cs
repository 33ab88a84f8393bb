using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Api.Common;

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

        await Download.File(new MemoryStream([1, 2, 3]), path).ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));

        context.Response.Headers.ContentDisposition.ToString().Should().Be(disposition);
    }
}
