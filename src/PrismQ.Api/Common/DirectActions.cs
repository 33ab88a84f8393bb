using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PrismQ.Api.Common;

/// <summary>
/// Calls an action that takes nothing but texts of its address, and has no filters, right from routing. MVC's stages of binding, validation
/// and filters would find nothing to do there, and to find that out takes longer than the rest of a small request.
/// </summary>
internal sealed class DirectActions(IControllerFactoryProvider controllers)
{
    public void Apply(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } usual
            && endpoint.Metadata.OfType<ControllerActionDescriptor>().SingleOrDefault() is { FilterDescriptors.Count: 0, BoundProperties.Count: 0 } action
            && action.MethodInfo.ReturnType == typeof(Task<IActionResult>)
            && action.Parameters.All(IsText))
        {
            endpoint.RequestDelegate = Call(action, usual);
        }
    }

    private static bool IsText(ParameterDescriptor parameter) =>
        parameter.ParameterType == typeof(string)
        && (parameter.BindingInfo?.BindingSource == BindingSource.Path || parameter.BindingInfo?.BindingSource == BindingSource.Query);

    /// <summary>A request with a query goes the usual way: what it holds is MVC's to read.</summary>
    private RequestDelegate Call(ControllerActionDescriptor action, RequestDelegate usual)
    {
        var controller = new Lazy<Func<ControllerContext, object>>(() => controllers.CreateControllerFactory(action));
        var method = MethodInvoker.Create(action.MethodInfo);
        string[] names = [.. action.Parameters.Select(parameter => parameter.BindingInfo?.BinderModelName ?? parameter.Name)];
        return context => context.Request.QueryString.HasValue ? usual(context) : CallAsync(context);

        async Task CallAsync(HttpContext context)
        {
            var values = context.Request.RouteValues;
            var controllerContext = new ControllerContext { HttpContext = context, RouteData = new RouteData(values), ActionDescriptor = action };
            var arguments = new object?[names.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = values[names[i]];
            }

            var result = await (Task<IActionResult>)method.Invoke(controller.Value(controllerContext), arguments.AsSpan())!;
            await result.ExecuteResultAsync(controllerContext);
        }
    }
}
