using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PrismQ.Api.Common;

namespace PrismQ.Api.SystemStatus;

/// <summary>Where a program finds its way from here.</summary>
/// <param name="Message">The server's name.</param>
/// <param name="Version">The version of the API.</param>
/// <param name="DocsUrl">Where the API is described.</param>
/// <param name="HealthUrl">Where the server says how it is.</param>
public sealed record EntranceAnswer(string Message, string Version, string DocsUrl, string HealthUrl)
{
    private static readonly EntranceAnswer Ours = new(
        "PrismQ", Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "", "/swagger", "/api/health");

    /// <summary>A browser gets the panel at the same address.</summary>
    internal static IActionResult To(HttpContext context)
    {
        context.Response.Headers.Vary = HeaderNames.Accept;
        return new LiveJson(Ours);
    }
}
