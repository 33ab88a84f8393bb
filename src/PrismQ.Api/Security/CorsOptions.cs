namespace PrismQ.Api.Security;

/// <summary>Settings of the section <c>PrismQ:Cors</c>.</summary>
internal sealed class CorsOptions
{
    public const string Section = "PrismQ:Cors";

    /// <summary>Origins of web pages that may use the API. Default <c>http://localhost:5173</c> and <c>http://127.0.0.1:5173</c>.</summary>
    public IReadOnlyList<string>? Origins { get; set; }

    /// <summary>As browsers write them: without a slash at the end.</summary>
    public IReadOnlyList<string> Allowed =>
        Origins is null ? ["http://localhost:5173", "http://127.0.0.1:5173"] : [.. Origins.Select(origin => origin.TrimEnd('/'))];
}
