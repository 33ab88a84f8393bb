using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>Who the server takes a client for.</summary>
/// <param name="Name">The name of the key; <c>anonymous</c> where none is required.</param>
/// <param name="Role">What it may do: a reader changes nothing.</param>
public sealed record CallerAnswer(string Name, Role Role)
{
    internal static IActionResult Of(HttpContext context)
    {
        var caller = Caller.Of(context);
        return new LiveJson(new CallerAnswer(caller.Name, caller.Role));
    }
}
