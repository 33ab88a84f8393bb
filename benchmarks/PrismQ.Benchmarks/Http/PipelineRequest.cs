using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace PrismQ.Benchmarks.Http;

/// <summary>One request through the server's own steps on the calling thread, without a transport.</summary>
internal sealed class PipelineRequest(ServerUnderTest server, string method, string path, byte[]? body = null)
{
    private readonly IServiceScopeFactory _scopes = server.Services.GetRequiredService<IServiceScopeFactory>();

    /// <returns>The status of the answer.</returns>
    public int Send()
    {
        var response = new AnnouncedResponse();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestFeature());
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        var context = new DefaultHttpContext(features) { ServiceScopeFactory = _scopes };
        server.Pipeline(context).GetAwaiter().GetResult();
        response.Announce().GetAwaiter().GetResult();
        return response.StatusCode;
    }

    private HttpRequestFeature RequestFeature()
    {
        var query = path.IndexOf('?');
        var request = new HttpRequestFeature
        {
            Method = method,
            Scheme = "http",
            Protocol = "HTTP/1.1",
            Path = query < 0 ? path : path[..query],
            QueryString = query < 0 ? "" : path[query..],
        };
        request.Headers.Host = "localhost";
        if (body is not null)
        {
            request.Headers.ContentType = "application/json";
            request.Headers.ContentLength = body.Length;
            request.Body = new MemoryStream(body, writable: false);
        }

        return request;
    }

    /// <summary>Calls those who want to hear before the answer begins, as a server does.</summary>
    private sealed class AnnouncedResponse : HttpResponseFeature
    {
        private (Func<object, Task> Callback, object State)? _announcement;

        public override void OnStarting(Func<object, Task> callback, object state) => _announcement = (callback, state);

        public Task Announce() => _announcement is { } announcement ? announcement.Callback(announcement.State) : Task.CompletedTask;
    }
}
