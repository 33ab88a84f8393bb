using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PrismQ.Api.Common;

/// <summary>How answers are compressed for clients that ask for it.</summary>
internal static class Compression
{
    /// <summary>JSON that is made for each request; what is kept ready brings its own coding, and downloads serve ranges, so they stay plain.</summary>
    public static IServiceCollection AddCompression(this IServiceCollection services)
    {
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        return services.AddResponseCompression(options => options.MimeTypes = [MediaTypeNames.Application.Json]);
    }

    public static bool Accepts(StringValues accepted, string coding) =>
        StringWithQualityHeaderValue.TryParseList(accepted, out var codings)
        && codings.Any(accept => accept.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && accept.Quality != 0);

    public static byte[] Brotli(byte[] plain) => Compress(plain, output => new BrotliStream(output, CompressionLevel.Optimal));

    public static byte[] Gzip(byte[] plain) => Compress(plain, output => new GZipStream(output, CompressionLevel.Optimal));

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        using (var stream = open(output))
        {
            stream.Write(plain);
        }

        return output.ToArray();
    }
}
