using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PrismQ.Api.Common.OpenApi;
using PrismQ.Api.Common.Startup;
using PrismQ.Api.Panel;
using PrismQ.Api.Runs;
using PrismQ.Api.Security;
using PrismQ.Api.SystemStatus;
using PrismQ.Api.SystemStatus.Performance;
using PrismQ.Api.SystemStatus.Telemetry;

namespace PrismQ.Api.Common;

internal static class ApiRegistration
{
    /// <summary>Adds the controllers and what they need.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<HostOptions>, ShutdownTime>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.Configure<SocketTransportOptions>(ReadAtOnce);
        services.AddSingleton<StreamSlots>();
        services.AddSingleton<StreamPace>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<LogBatches>();
        services.AddMvcCore(JsonOnly)
            .AddApiExplorer()
            .AddJsonOptions(options =>
            {
                ApiJson.Configure(options.JsonSerializerOptions);
                options.AllowInputFormatterExceptionMessages = false;
            })
            .ConfigureApiBehaviorOptions(ErrorsInOnePlace);
        services.AddSingleton<IApiDescriptionProvider, DeclaredAnswers>();
        return services.AddCompression().AddPerformance().AddOpenApiDocuments();
    }

    /// <summary>The way of every request, from the outermost step to the action.</summary>
    public static void UseApi(this WebApplication app)
    {
        SharedServices.Use(app);
        app.UseMiddleware<ResponseTiming>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseSecurityHeaders();
        app.UseHeadRequests();
        app.UseWhen(IsUpgrade, UseSockets);
        app.UsePanel();
        app.UseSecurity();
        app.UseSwagger();
        app.UseDoor();
        app.UseMiddleware<BodyLimit>();
        app.UseResponseCompression();
        app.UseRouting();
        app.MapControllers().ShortCircuit().Add(new DirectActions(app.Services.GetRequiredService<IControllerFactoryProvider>()).Apply);
        app.MapEntrance();
        app.MapMetrics();
    }

    /// <summary>How a WebSocket begins: with an upgrade in HTTP/1.1, with CONNECT in HTTP/2 (RFC 8441).</summary>
    private static bool IsUpgrade(HttpContext context) =>
        context.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(context.Request.Method);

    /// <summary>A socket over HTTP/2 goes the way of its GET, from here on.</summary>
    private static void UseSockets(IApplicationBuilder upgrade) => upgrade.UseWebSockets().Use((context, next) =>
    {
        if (HttpMethods.IsConnect(context.Request.Method) && context.WebSockets.IsWebSocketRequest)
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Each connection keeps 4 KiB to read into, which saves asking the system first whether there is something to read.</summary>
    private static void ReadAtOnce(SocketTransportOptions sockets) => sockets.WaitForDataBeforeAllocatingBuffer = false;

    private static void ErrorsInOnePlace(ApiBehaviorOptions options)
    {
        options.SuppressMapClientErrors = true;
        options.InvalidModelStateResponseFactory = InvalidRequests.Answer;
    }

    /// <summary>Values come from the route and, where there is one, from the query: asking every request for more is time.</summary>
    private static void BindWhatIsThere(IList<IValueProviderFactory> factories)
    {
        factories.Clear();
        factories.Add(new RouteValueProviderFactory());
        factories.Add(new QueryValues());
    }

    private static void JsonOnly(MvcOptions options)
    {
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.Conventions.Add(new LeanFilters());
        options.OutputFormatters.RemoveType<StringOutputFormatter>();
        options.ModelMetadataDetailsProviders.Add(new KeptEmptyTexts());
        BindWhatIsThere(options.ValueProviderFactories);
    }
}
