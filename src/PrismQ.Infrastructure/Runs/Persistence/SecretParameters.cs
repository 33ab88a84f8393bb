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

    /// <summary>The parameters, and whether a secret's key is lost: the mask stands in its place, so that the run stays readable.</summary>
    public (ParameterValues Parameters, bool SecretsAreLost) Read(string json, IReadOnlyList<string> secretNames)
    {
        if (json == "{}")
        {
            return (ParameterValues.Empty, false);
        }

        var parameters = new ParameterValues(JsonElement.Parse(json).EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value)));
        if (secretNames.Count == 0)
        {
            return (parameters, false);
        }

        var areLost = false;
        var decrypted = parameters.Select((name, value) => !secretNames.Contains(name) ? value : Decrypt(value) ?? Lost());
        return (decrypted, areLost);

        JsonElement Lost()
        {
            areLost = true;
            return Masked;
        }
    }

    /// <summary>Null when its key is lost.</summary>
    private JsonElement? Decrypt(JsonElement encrypted)
    {
        try
        {
            return JsonElement.Parse(protector.Unprotect(encrypted.GetString() ?? ""));
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
