namespace PrismQ.Api.SystemStatus;

internal static class Entrance
{
    public static void MapEntrance(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/docs", context =>
        {
            context.Response.Redirect("/swagger");
            return Task.CompletedTask;
        });
}
