using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PrismQ.Application.Common;

namespace PrismQ.Api.Security;

/// <summary>The command <c>create-key &lt;name&gt; &lt;operator|reader&gt;</c>: prints a new key and the setting that admits it.</summary>
internal static class CreateKey
{
    public static string Text(string name, string role)
    {
        if (!Enum.TryParse<Role>(role, ignoreCase: true, out var known) || int.TryParse(role, out _))
        {
            throw new StartupException("create-key <name> <role>: the role must be operator or reader.");
        }

        var key = "prismq_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return $$"""
            Key (shown only now, keep it safe): {{key}}
            Setting, one entry of PrismQ:Security:ApiKeys:
            { "Name": "{{name}}", "Hash": "{{hash}}", "Role": "{{known}}" }
            """;
    }
}
