namespace PrismQ.Api.Security;

/// <summary>Who makes a request.</summary>
internal sealed record Caller(string Name, Role Role)
{
    /// <summary>Whoever comes while no key is asked for.</summary>
    public static Caller Anybody { get; } = new("anonymous", Role.Operator);

    /// <exception cref="InvalidOperationException">The request did not come through the door: then nobody is taken for anybody.</exception>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>()
        ?? (context.RequestServices.GetRequiredService<ApiKeys>().AreRequired
            ? throw new InvalidOperationException("A request came past the door without showing a key.")
            : Anybody);
}
