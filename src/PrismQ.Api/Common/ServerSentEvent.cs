using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PrismQ.Api.Common;

/// <summary>Writes events of the server-sent kind. The data is JSON without line breaks, so one <c>data:</c> line is enough.</summary>
internal static class ServerSentEvent
{
    public static ReadOnlyMemory<byte> OfJson(string name, long id, object data) =>
        Of(name, id, JsonSerializer.SerializeToUtf8Bytes(data, data.GetType(), ApiJson.Options));

    public static ReadOnlyMemory<byte> Of(string name, long? id, ReadOnlySpan<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 64);
        Begin(buffer, name, id);
        buffer.Write(data);
        End(buffer);
        return buffer.WrittenMemory;
    }

    public static void Begin(IBufferWriter<byte> buffer, string name, long? id)
    {
        buffer.Write("event: "u8);
        Encoding.ASCII.GetBytes(name, buffer);
        if (id is { } number)
        {
            buffer.Write("\nid: "u8);
            System.Buffers.Text.Utf8Formatter.TryFormat(number, buffer.GetSpan(20), out var written);
            buffer.Advance(written);
        }

        buffer.Write("\ndata: "u8);
    }

    public static void End(IBufferWriter<byte> buffer) => buffer.Write("\n\n"u8);
}
