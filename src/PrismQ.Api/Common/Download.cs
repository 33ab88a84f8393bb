using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Common;

/// <summary>
/// Answers files to keep: with ranges, with the tag by which who goes on with one finds out that it is another by now, and never as
/// something that a browser would run.
/// </summary>
internal static class Download
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static IActionResult Text(OpenedFile text, string fileName) => Of(text, "text/plain; charset=utf-8", fileName);

    public static IActionResult File(OpenedFile file, string path) =>
        Of(file, ContentTypes.TryGetContentType(path, out var type) ? type : "application/octet-stream", path.Split('/')[^1]);

    private static DownloadResult Of(OpenedFile file, string contentType, string fileName)
    {
        var answer = new FileStreamResult(new FixedLengthStream(file.Content), contentType)
        {
            EnableRangeProcessing = true,
            EntityTag = new EntityTagHeaderValue($"\"{file.Version}\""),
            LastModified = file.ChangedAt,
        };
        return new DownloadResult(answer, Disposition(fileName));
    }

    /// <summary>A name of plain characters needs no second form; any other gets the one of RFC 8187 beside it.</summary>
    private static string Disposition(string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        if (fileName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            disposition.FileName = fileName;
        }
        else
        {
            disposition.SetHttpFileName(fileName);
        }

        return disposition.ToString();
    }

    private sealed class DownloadResult(FileStreamResult file, string disposition) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = disposition;
            if (HeadRequests.IsHead(context.HttpContext))
            {
                // Known as what it is, it is answered without reading the file.
                context.HttpContext.Request.Method = HttpMethods.Head;
            }

            await file.ExecuteResultAsync(context);
            if (RefusalOf(response.StatusCode) is { } refusal)
            {
                // Nothing has been sent; what is answered now is no file any more.
                response.Headers.ContentDisposition = response.Headers.ETag = response.Headers.LastModified = default;
                await ProblemAnswers.WriteAsync(context.HttpContext, refusal);
            }
        }

        private static Refusal? RefusalOf(int status) => status switch
        {
            StatusCodes.Status412PreconditionFailed => Refusal.PreconditionFailed,
            StatusCodes.Status416RangeNotSatisfiable => Refusal.RangeNotSatisfiable,
            _ => null,
        };
    }
}
