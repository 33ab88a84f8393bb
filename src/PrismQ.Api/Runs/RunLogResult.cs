using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Api.Runs;

/// <summary>Answers a page of a log as <see cref="RunLog"/>, with no string made of any line.</summary>
internal sealed class RunLogResult(string runId, LogPage page) : IActionResult
{
    /// <summary>Bytes that are gathered at most; an answer that is no longer goes out whole, with its length.</summary>
    private const int FlushAt = 1024 * 1024;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        using var lines = page;
        var http = context.HttpContext;
        http.Response.ContentType = LiveJson.ContentType;
        http.Response.Headers.CacheControl = "no-store";
        var body = http.Response.BodyWriter;
        await using var writer = new Utf8JsonWriter(body, ApiJson.WriterOptions);
        var sent = 0L;
        writer.WriteStartObject();
        writer.WriteString("run_id", runId);
        writer.WriteStartArray("logs");
        foreach (var line in lines.Lines)
        {
            LogEntryWriter.Write(writer, line);
            if (writer.BytesCommitted - sent >= FlushAt)
            {
                sent = writer.BytesCommitted;
                await body.FlushAsync(http.RequestAborted);
            }
        }

        writer.WriteEndArray();
        writer.WriteNumber("total_lines", lines.TotalLines);
        writer.WriteBoolean("truncated", lines.Lines.Count < lines.TotalLines);
        writer.WriteEndObject();
        writer.Flush();
        if (sent == 0)
        {
            http.Response.ContentLength = writer.BytesCommitted;
        }

        await body.FlushAsync(http.RequestAborted);
    }
}
