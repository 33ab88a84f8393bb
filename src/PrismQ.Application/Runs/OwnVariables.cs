namespace PrismQ.Application.Runs;

/// <summary>Environment variables with settings of the server, which may hold keys and addresses: no program that it starts gets them.</summary>
public static class OwnVariables
{
    private static readonly string[] Prefixes =
        ["PRISMQ", "DOTNET_PRISMQ", "ASPNETCORE_", "Kestrel__", "ConnectionStrings__", "AutoMapper__", "OTEL_"];

    public static bool Contain(string name) => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
