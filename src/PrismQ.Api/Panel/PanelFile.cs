using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace PrismQ.Api.Panel;

/// <summary>One file of the panel, in memory, as it is and compressed.</summary>
/// <param name="IsImmutable">Its name holds a hash of its content, so that it never changes.</param>
internal sealed record PanelFile(string ContentType, string ETag, bool IsImmutable, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static PanelFile Read(string path, bool isImmutable)
    {
        var plain = File.ReadAllBytes(path);
        var type = Types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 8))}\"";
        return new PanelFile(
            type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type,
            etag, isImmutable, plain, Compressed(path, ".br"), Compressed(path, ".gz"));
    }

    /// <summary>The smallest body that the client can read, and what it is encoded in.</summary>
    public (byte[] Body, string? Encoding) BodyFor(string acceptEncoding) => acceptEncoding switch
    {
        _ when Brotli is not null && acceptEncoding.Contains("br", StringComparison.OrdinalIgnoreCase) => (Brotli, "br"),
        _ when Gzip is not null && acceptEncoding.Contains("gzip", StringComparison.OrdinalIgnoreCase) => (Gzip, "gzip"),
        _ => (Plain, null),
    };

    private static byte[]? Compressed(string path, string extension) =>
        File.Exists(path + extension) ? File.ReadAllBytes(path + extension) : null;
}
