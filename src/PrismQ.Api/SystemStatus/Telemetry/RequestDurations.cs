using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace PrismQ.Api.SystemStatus.Telemetry;

/// <summary>
/// Counts requests by how long they took: <c>http.server.request.duration</c> of the meter <c>PrismQ.Http</c>, by the HTTP semantic conventions of
/// OpenTelemetry (1.23). ASP.NET Core's own meter says the same, and takes four times as much of a small request for it.
/// </summary>
internal sealed class RequestDurations
{
    public const string Meter = "PrismQ.Http";

    /// <summary>As the conventions want them.</summary>
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    /// <summary>Any other is told as <c>_OTHER</c>, so that nobody can fill the memory with methods of their own.</summary>
    private static readonly FrozenSet<string> KnownMethods =
        FrozenSet.Create(StringComparer.Ordinal, "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE");

    private readonly Histogram<double> _durations;

    public RequestDurations(IMeterFactory meters) => _durations = meters.Create(Meter)
        .CreateHistogram("http.server.request.duration", "s", "Duration of HTTP server requests.", tags: null, Buckets);

    /// <param name="duration">From the request's arrival to the end of its answer, a stream's included.</param>
    /// <param name="failure">What ended it without an answer; null when it was answered.</param>
    public void Record(HttpContext context, RouteEndpoint? route, TimeSpan duration, Exception? failure)
    {
        if (!_durations.Enabled)
        {
            return;
        }

        var request = context.Request;
        var status = context.Response.StatusCode;
        var tags = new TagList
        {
            { "http.request.method", KnownMethods.Contains(request.Method) ? request.Method : "_OTHER" },
            { "url.scheme", request.Scheme },
            { "http.response.status_code", status },
            { "network.protocol.version", VersionOf(request.Protocol) },
        };
        if (route is not null)
        {
            tags.Add("http.route", route.RoutePattern.RawText);
        }

        if (failure is not null || status >= StatusCodes.Status500InternalServerError)
        {
            tags.Add("error.type", failure?.GetType().FullName ?? status.ToString(CultureInfo.InvariantCulture));
        }

        _durations.Record(duration.TotalSeconds, tags);
    }

    private static string VersionOf(string protocol) =>
        HttpProtocol.IsHttp11(protocol) ? "1.1" : HttpProtocol.IsHttp2(protocol) ? "2" : HttpProtocol.IsHttp3(protocol) ? "3" : "1.0";
}
