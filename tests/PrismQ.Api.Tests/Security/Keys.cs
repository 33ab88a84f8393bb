using System.Security.Cryptography;
using System.Text;

namespace PrismQ.Api.Tests.Security;

/// <summary>Keys of a test and the settings that admit them.</summary>
internal static class Keys
{
    public const string Operator = "operator-key-of-this-test";
    public const string OtherOperator = "other-operator-key-of-this-test";
    public const string Reader = "reader-key-of-this-test";

    public static (string Key, string Value)[] Settings { get; } =
    [
        .. Admit(0, "ops", Operator, "Operator"),
        .. Admit(1, "eyes", Reader, "Reader"),
        .. Admit(2, "deputy", OtherOperator, "Operator"),
    ];

    private static IEnumerable<(string Key, string Value)> Admit(int place, string name, string key, string role) =>
    [
        ($"PrismQ:Security:ApiKeys:{place}:Name", name),
        ($"PrismQ:Security:ApiKeys:{place}:Hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))),
        ($"PrismQ:Security:ApiKeys:{place}:Role", role),
    ];
}
