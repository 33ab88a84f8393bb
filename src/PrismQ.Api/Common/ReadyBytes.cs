using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace PrismQ.Api.Common;

/// <summary>The JSON of an object that does not change, plain and compressed, and its strong entity tags; made once for each instance.</summary>
internal sealed class ReadyBytes
{
    private static readonly ConditionalWeakTable<object, ReadyBytes> Known = [];

    private readonly Lazy<ReadyBody> _brotli;
    private readonly Lazy<ReadyBody> _gzip;

    private ReadyBytes(byte[] json)
    {
        var tag = Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, 16));
        Plain = new ReadyBody(json, $"\"{tag}\"", null);
        _brotli = new(() => new ReadyBody(Compression.Brotli(json), $"\"{tag}-br\"", "br"));
        _gzip = new(() => new ReadyBody(Compression.Gzip(json), $"\"{tag}-gzip\"", "gzip"));
    }

    public ReadyBody Plain { get; }

    public static ReadyBytes Of(object value) => Known.GetValue(value, Serialize);

    /// <summary>The smallest body that the client can read.</summary>
    public ReadyBody For(HttpRequest request) =>
        request.Headers.AcceptEncoding is not { Count: > 0 } accepted ? Plain
        : Compression.Accepts(accepted, "br") ? _brotli.Value
        : Compression.Accepts(accepted, "gzip") ? _gzip.Value
        : Plain;

    private static ReadyBytes Serialize(object value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, ApiJson.WriterOptions))
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), ApiJson.Options);
        }

        return new ReadyBytes(json.WrittenSpan.ToArray());
    }
}
