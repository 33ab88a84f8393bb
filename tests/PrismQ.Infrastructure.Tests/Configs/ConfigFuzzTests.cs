using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PrismQ.Application.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Configs;
using PrismQ.Testing.Common.Fuzzing;

namespace PrismQ.Infrastructure.Tests.Configs;

[Category("Fuzz")]
public sealed class ConfigFuzzTests
{
    private static readonly ModuleId Echo = new("echo");
    private static readonly FuzzCampaign Campaign = new(
        "config", "\"module_id\": \"echo\"", "\"parameters\"", "\"secrets\"", "\"token\": null", "\"updated_at\"", "CfDJ8");

    private readonly ConfigDocument _document = new(new DataProtectionSecretProtector(new EphemeralDataProtectionProvider()));

    [Test]
    public void Read_WhateverTheBytes_AnswersAConfigurationThatCanBeSavedAgainOrRefuses() => Campaign.Run(bytes =>
    {
        if (TryRead(bytes) is not { } config)
        {
            return;
        }

        var again = TryRead(_document.Write(config, FrozenSet<string>.Empty, before: []).Span);

        (again?.UpdatedAt).Should().Be(config.UpdatedAt);
        Written(again).Should().Equal(Written(config));
    });

    private static IEnumerable<string>? Written(ModuleConfig? config) =>
        config?.Parameters.Select(pair => $"{pair.Key}={(pair.Value.ValueKind == JsonValueKind.Undefined ? "null" : pair.Value.GetRawText())}");

    /// <summary>Null when it is refused in one of the two ways that its port names.</summary>
    private ModuleConfig? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _document.Read(Echo, bytes);
        }
        catch (Exception exception) when (exception is JsonException or StorageUnavailableException)
        {
            return null;
        }
    }
}
