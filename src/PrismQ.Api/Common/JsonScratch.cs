using System.Buffers;
using System.Text.Json;

namespace PrismQ.Api.Common;

/// <summary>
/// A JSON writer and its memory, which are handed from answer to answer: each thread keeps one. To dispose of it is to give it back.
/// </summary>
internal sealed class JsonScratch : IDisposable
{
    /// <summary>More than that is not kept: an answer that large is rare.</summary>
    private const int MaxKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static JsonScratch? _kept;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _writer;

    private JsonScratch() => _writer = new Utf8JsonWriter(_bytes, ApiJson.WriterOptions);

    public static JsonScratch Rent()
    {
        var scratch = _kept ?? new JsonScratch();
        _kept = null;
        return scratch;
    }

    /// <returns>The object's JSON, until the scratch is given back.</returns>
    public ReadOnlyMemory<byte> Serialize(object value)
    {
        JsonSerializer.Serialize(_writer, value, value.GetType(), ApiJson.Options);
        return _bytes.WrittenMemory;
    }

    public void Dispose()
    {
        if (_bytes.Capacity > MaxKeptBytes)
        {
            _writer.Dispose();
            return;
        }

        _bytes.ResetWrittenCount();
        _writer.Reset();
        _kept = this;
    }
}
