using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace PrismQ.Api.Common;

/// <summary>How the bodies of requests are read.</summary>
internal static class RequestBodies
{
    /// <summary>JSON is UTF-8 (RFC 8259, 8.1); a body that calls itself anything else is refused instead of decoded.</summary>
    public static IServiceCollection AddRequestBodies(this IServiceCollection services) => services.PostConfigure<MvcOptions>(options =>
    {
        foreach (var formatter in options.InputFormatters.OfType<TextInputFormatter>())
        {
            formatter.SupportedEncodings.Clear();
            formatter.SupportedEncodings.Add(Encoding.UTF8);
        }
    });
}
