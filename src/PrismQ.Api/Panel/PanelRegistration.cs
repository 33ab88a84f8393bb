namespace PrismQ.Api.Panel;

internal static class PanelRegistration
{
    public static IApplicationBuilder UsePanel(this IApplicationBuilder app) =>
        app.UseMiddleware<PanelMiddleware>(new PanelFiles(PanelFiles.DefaultFolder));
}
