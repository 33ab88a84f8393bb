using System.Security.Claims;

namespace PrismQ.Api.Security;

/// <summary>Who makes a request.</summary>
internal sealed class Caller(string name, Role role)
{
    public string Name { get; } = name;

    public Role Role { get; } = role;

    public ClaimsPrincipal Principal { get; } = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "ApiKey"));
}
