using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace PrismQ.Api.Common;

/// <summary>The JSON of an object that does not change, and its strong entity tag; made once for each instance.</summary>
internal sealed class ReadyBytes
{
    private static readonly ConditionalWeakTable<object, ReadyBytes> Known = [];

    private ReadyBytes(byte[] json)
    {
        Json = json;
        ETag = $"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, 16))}\"";
    }

    public byte[] Json { get; }

    public string ETag { get; }

    public static ReadyBytes Of(object value) => Known.GetValue(value, Serialize);

    private static ReadyBytes Serialize(object value) => new(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options));
}
