using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PrismQ.Application.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Configs;

/// <summary>
/// The stored form of a configuration: <c>parameters</c> as they were given, with null in place of each secret, and the encrypted
/// <c>secrets</c> apart, so that no value that somebody gives can be taken for one. Whoever edits the file writes a new password where the
/// null is; it is encrypted at the next save.
/// </summary>
internal sealed class ConfigDocument(ISecretProtector protector)
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    /// <param name="before">What is stored now, of which passwords are kept that cannot be decrypted; empty when there is nothing to keep.</param>
    public ReadOnlyMemory<byte> Write(ModuleConfig config, IReadOnlySet<string> secretNames, ReadOnlySpan<byte> before)
    {
        var kept = config.LostSecrets.Count == 0 || before.IsEmpty ? [] : Encrypted(before).Where(secret => config.LostSecrets.Contains(secret.Key)).ToArray();
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteString("module_id", config.ModuleId.Value);
        json.WriteString("updated_at", config.UpdatedAt?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteStartObject("parameters");
        foreach (var (name, value) in config.Parameters)
        {
            json.WritePropertyName(name);
            WriteExactly(json, IsSecret(name, value) ? default : value);
        }

        foreach (var (name, _) in kept)
        {
            json.WriteNull(name);
        }

        json.WriteEndObject();
        json.WriteStartObject("secrets");
        foreach (var (name, value) in config.Parameters.Where(pair => IsSecret(pair.Key, pair.Value)))
        {
            json.WriteString(name, protector.Protect(value.GetRawText()));
        }

        foreach (var (name, secret) in kept)
        {
            json.WriteString(name, secret);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;

        bool IsSecret(string name, JsonElement value) => secretNames.Contains(name) && !value.IsNone();
    }

    /// <summary>The configuration; secrets that were encrypted with other keys are null in it, and named.</summary>
    /// <exception cref="JsonException">It is no configuration of this module.</exception>
    public ModuleConfig Read(ModuleId moduleId, ReadOnlySpan<byte> bytes)
    {
        var stored = JsonSerializer.Deserialize(bytes, StoredConfigJson.Default.StoredConfig);
        if (stored is not { ModuleId: { } id, Parameters: { } values } || id != moduleId.Value
            || values.Values.Any(JsonValues.HasLoneSurrogate))
        {
            throw new JsonException("It is no configuration of this module.");
        }

        var parameters = new ParameterValues(values);
        var secrets = (stored.Secrets ?? [])
            .Where(secret => parameters.TryGetValue(secret.Key, out var value) && value.IsNone())
            .ToFrozenDictionary(secret => secret.Key, secret => TryDecrypt(secret.Value), StringComparer.Ordinal);
        return new ModuleConfig(
            moduleId,
            parameters.Select((name, value) => secrets.GetValueOrDefault(name) ?? value),
            stored.UpdatedAt)
        {
            SecretNames = secrets.Keys.ToFrozenSet(StringComparer.Ordinal),
            LostSecrets = secrets.Where(secret => secret.Value is null).Select(secret => secret.Key).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, string?> Encrypted(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, StoredConfigJson.Default.StoredConfig)?.Secrets ?? [];

    private JsonElement? TryDecrypt(string? secret)
    {
        try
        {
            return JsonElement.Parse(protector.Unprotect(secret ?? throw new JsonException("A secret is null.")));
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    // As it came, to the digit; a value that is not there is null.
    private static void WriteExactly(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}
