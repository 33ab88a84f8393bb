using System.Text.Json;
using PrismQ.Application.Common;
using PrismQ.Domain.Configs;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>Writes parameters as JSON with the secret ones encrypted, and reads them again.</summary>
internal sealed class SecretParameters(ISecretProtector protector)
{
    private static readonly JsonElement Masked = JsonValues.Of(ParameterValues.Mask);

    public string Write(ParameterValues parameters, IReadOnlyList<string> secretNames) => JsonSerializer.Serialize<IReadOnlyDictionary<string, JsonElement>>(
        secretNames.Count == 0
            ? parameters
            : parameters.Select((name, value) => secretNames.Contains(name) ? JsonValues.Of(protector.Protect(value.GetRawText())) : value));

    public ParameterValues Read(string json, IReadOnlyList<string> secretNames)
    {
        if (json == "{}")
        {
            return ParameterValues.Empty;
        }

        var parameters = new ParameterValues(JsonElement.Parse(json).EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value)));
        return secretNames.Count == 0
            ? parameters
            : parameters.Select((name, value) => secretNames.Contains(name) ? Decrypt(value) : value);
    }

    /// <summary>A secret whose key is lost shows as the mask: the run stays readable.</summary>
    private JsonElement Decrypt(JsonElement encrypted)
    {
        try
        {
            return JsonElement.Parse(protector.Unprotect(encrypted.GetString() ?? ""));
        }
        catch (StorageUnavailableException)
        {
            return Masked;
        }
    }
}
