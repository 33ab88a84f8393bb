using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrismQ.Api.Common;

/// <summary>How JSON is written and read here: snake case, enums as words, nulls present, times in UTC.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>
    /// For writing, always by a writer of one's own: the serializer's would apply to answers the depth that is meant for what comes in, and
    /// what came in stands deeper in an answer.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = Options.Encoder, SkipValidation = true };

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Every answer says application/json and nosniff, so no page can take it for HTML.
        options.Converters.Add(new TimestampConverter());
        options.Converters.Add(new JsonStringEnumConverter<Domain.Runs.LogLevel>(UpperCase.Policy, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        return options;
    }

    private sealed class UpperCase : JsonNamingPolicy
    {
        public static UpperCase Policy { get; } = new();

        public override string ConvertName(string name) => name.ToUpperInvariant();
    }
}
