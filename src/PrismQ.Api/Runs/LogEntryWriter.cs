using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PrismQ.Api.Common;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Writes log lines as <see cref="LogEntry"/> JSON straight from their bytes.</summary>
internal static class LogEntryWriter
{
    /// <summary>A text up to this long that needs no escapes, as nearly all do not, is put together with its entry and written at once.</summary>
    private const int MaxPlainText = 400;

    /// <summary>More than an entry has beside its text.</summary>
    private const int MaxFrame = 200;

    /// <summary>As in <c>\u001b</c>.</summary>
    private const int MaxEscape = 6;

    private static readonly JavaScriptEncoder Encoder = ApiJson.WriterOptions.Encoder ?? JavaScriptEncoder.Default;

    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (byte)code).Where(code => code is not ((byte)'"' or (byte)'\\'))]);

    private static readonly byte[][] BeforeText =
    [
        .. Enum.GetNames<Domain.Runs.LogLevel>()
            .Select(name => Encoding.UTF8.GetBytes($"\",\"level\":\"{name.ToUpperInvariant()}\",\"message\":\"")),
    ];

    private static readonly byte[][] AfterNumber =
    [
        .. Enum.GetNames<OutputStream>()
            .SelectMany(_ => new[] { "false", "true" }, (name, continues) =>
                Encoding.UTF8.GetBytes($",\"stream\":\"{name.ToLowerInvariant()}\",\"continued\":{continues}}}")),
    ];

    public static void Write(Utf8JsonWriter writer, in LogLine line)
    {
        var text = line.Text.Span;
        if (text.Length <= MaxPlainText && !text.ContainsAnyExcept(PlainBytes))
        {
            Span<byte> entry = stackalloc byte[MaxPlainText + MaxFrame];
            writer.WriteRawValue(entry[..Format(line, text, entry)], skipInputValidation: true);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent((MaxEscape * 2 * text.Length) + MaxFrame);
        var escaped = rented.AsSpan(0, MaxEscape * text.Length);
        var outcome = Encoder.EncodeUtf8(text, escaped, out _, out var escapedLength);
        Debug.Assert(outcome == OperationStatus.Done, "Lines are valid UTF-8, and no byte's escape is longer than that.");
        var formatted = rented.AsSpan(escaped.Length);
        writer.WriteRawValue(formatted[..Format(line, escaped[..escapedLength], formatted)], skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <returns>How many bytes the entry has.</returns>
    private static int Format(in LogLine line, ReadOnlySpan<byte> escapedText, Span<byte> entry)
    {
        var length = 0;
        Append("{\"timestamp\":\""u8, entry, ref length);
        IsoTimestamp.Format(line.Timestamp, entry[length..]);
        length += IsoTimestamp.Length;
        Append(BeforeText[(int)line.Level], entry, ref length);
        Append(escapedText, entry, ref length);
        Append("\",\"line\":"u8, entry, ref length);
        line.Number.TryFormat(entry[length..], out var digits, provider: CultureInfo.InvariantCulture);
        length += digits;
        Append(AfterNumber[((int)line.Stream * 2) + (line.Continues ? 1 : 0)], entry, ref length);
        return length;
    }

    private static void Append(ReadOnlySpan<byte> bytes, Span<byte> entry, ref int length)
    {
        bytes.CopyTo(entry[length..]);
        length += bytes.Length;
    }
}
