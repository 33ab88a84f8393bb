using Microsoft.Net.Http.Headers;

namespace PrismQ.Api.Panel;

/// <summary>Tells a browser that opens a page of the panel from a program that calls the API.</summary>
internal static class PanelPages
{
    private static readonly string[] OtherAddresses = ["/api", "/swagger", "/docs", "/health", "/metrics"];

    /// <summary>Whether the answer is the panel: a page for people, at an address that nobody else answers.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        request.Headers.Accept.Count > 0 && !IsOtherAddress(request.Path) && PrefersHtml(request);

    private static bool IsOtherAddress(PathString path)
    {
        foreach (var address in OtherAddresses)
        {
            if (path.StartsWithSegments(address, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool PrefersHtml(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return QualityOf(accept, "text/html") is > 0 and var html && html >= QualityOf(accept, "application/json");
    }

    private static double QualityOf(IList<MediaTypeHeaderValue> accept, string type) =>
        accept.Where(value => value.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
            .Select(value => value.Quality ?? 1).DefaultIfEmpty(0).Max();
}
