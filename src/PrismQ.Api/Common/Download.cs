using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.StaticFiles;

namespace PrismQ.Api.Common;

/// <summary>Answers streams as files to keep: with ranges, and never as something that a browser would run.</summary>
internal static class Download
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static IActionResult Text(Stream text, string fileName) => Of(text, "text/plain; charset=utf-8", fileName);

    public static IActionResult File(Stream file, string path) =>
        Of(file, ContentTypes.TryGetContentType(path, out var type) ? type : "application/octet-stream", path.Split('/')[^1]);

    private static DownloadResult Of(Stream stream, string contentType, string fileName) =>
        new(new FileStreamResult(new FixedLengthStream(stream), contentType) { FileDownloadName = fileName, EnableRangeProcessing = true });

    private sealed class DownloadResult(FileStreamResult file) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            var headers = context.HttpContext.Response.Headers;
            headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            headers.CacheControl = "no-store";
            return file.ExecuteResultAsync(context);
        }
    }
}
