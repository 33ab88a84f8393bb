using System.ComponentModel.DataAnnotations;

namespace PrismQ.Api.Security;

/// <summary>Settings of the section <c>PrismQ:Security</c>: who may come in.</summary>
internal sealed class SecurityOptions
{
    public const string Section = "PrismQ:Security";

    /// <summary>Keys that open the API; the command <c>create-key</c> makes them. Default none: whoever reaches the address may do everything.</summary>
    public IList<ApiKeyOptions> ApiKeys { get; set; } = [];

    /// <summary>Host names under which clients reach the server, beside localhost and its own addresses. Default none.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Seconds for which a ticket opens one stream, 1 to 600. Default 30.</summary>
    [Range(1, 600)]
    public int TicketSeconds { get; set; } = 30;

    /// <summary>Wrong keys from one address before it has to wait, 1 to 1,000. Default 5.</summary>
    [Range(1, 1000)]
    public int MaxWrongKeys { get; set; } = 5;
}

/// <summary>One key.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>Who holds it; stands in the audit log.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key, 64 hexadecimal digits. The key has 256 random bits, so a fast hash is enough.</summary>
    public string Hash { get; set; } = "";

    /// <summary><c>operator</c> may do everything, <c>reader</c> may only read.</summary>
    public Role Role { get; set; }
}

/// <summary>What the holder of a key may do.</summary>
public enum Role
{
    Reader,
    Operator,
}
