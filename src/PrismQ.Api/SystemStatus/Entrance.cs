using System.Reflection;
using Microsoft.Net.Http.Headers;
using PrismQ.Api.Common;

namespace PrismQ.Api.SystemStatus;

/// <summary>The front door for clients that are no panel, and the addresses that probes ask.</summary>
internal static class Entrance
{
    private static readonly EntranceAnswer Answer = new(
        "PrismQ", Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "", "/swagger", "/api/health");

    public static void MapEntrance(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Welcome).ExcludeFromDescription();
        routes.MapGet("/docs", () => Results.Redirect("/swagger")).ExcludeFromDescription();
        routes.MapGet("/health/live", () => Results.Json(new ProbeAnswer("live"), ApiJson.Options)).ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription();
    }

    /// <summary>A browser gets the panel at the same address.</summary>
    private static IResult Welcome(HttpResponse response)
    {
        response.Headers.Vary = HeaderNames.Accept;
        return Results.Json(Answer, ApiJson.Options);
    }

    /// <summary>Requests are served only once everything has started, so what can be told here is that the end has begun.</summary>
    private static Task ReadyAsync(HttpContext context, IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.IsCancellationRequested
        ? ProblemAnswers.WriteAsync(context, Refusal.Stopping)
        : Results.Json(new ProbeAnswer("ready"), ApiJson.Options).ExecuteAsync(context);

    private sealed record EntranceAnswer(string Message, string Version, string DocsUrl, string HealthUrl);

    private sealed record ProbeAnswer(string Status);
}
