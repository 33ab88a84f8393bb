namespace PrismQ.Api.SystemStatus;

internal static class Entrance
{
    public static void MapEntrance(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/docs", () => Results.Redirect("/swagger")).ExcludeFromDescription();
}
