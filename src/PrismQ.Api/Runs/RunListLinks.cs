using Microsoft.AspNetCore.Http.Extensions;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Runs;

/// <summary>The RFC 8288 links of a page of runs.</summary>
internal static class RunListLinks
{
    public static string Of(RunListDto page, HttpRequest request)
    {
        var links = new List<string>();
        if (page.NextCursor is { } cursor)
        {
            links.Add(Link(request, "next", ("cursor", cursor), ("offset", null)));
        }

        if (page.Offset > 0 && !request.Query.ContainsKey("cursor"))
        {
            links.Add(Link(request, "prev", ("offset", Math.Max(0, page.Offset - page.Limit).ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }

        if (page.Offset > 0 || request.Query.ContainsKey("cursor"))
        {
            links.Add(Link(request, "first", ("cursor", null), ("offset", null)));
        }

        return string.Join(", ", links);
    }

    private static string Link(HttpRequest request, string relation, params (string Name, string? Value)[] changes)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key != "ticket" && changes.All(change => change.Name != pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
        foreach (var (name, value) in changes)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return $"<{request.PathBase}{request.Path}{query.ToQueryString()}>; rel=\"{relation}\"";
    }
}
