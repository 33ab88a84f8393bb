using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NSwag;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Problems as they look on the wire.</summary>
internal static class ProblemExamples
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 8, 30, 0, TimeSpan.Zero);

    // The generator writes with another serializer than ours, which would take the time apart and put it together in its own way.
    private static readonly JsonSerializerSettings AsWritten = new() { DateParseHandling = DateParseHandling.None };

    public static JToken? Of(Refusal refusal, OpenApiOperationDescription operation)
    {
        var problem = ProblemAnswers.BodyOf(refusal, ParameterExamples.Fill(operation.Path), At, "0af7651916cd43dd8448eb211c80319c");
        return JsonConvert.DeserializeObject<JToken>(System.Text.Json.JsonSerializer.Serialize(problem, ApiJson.Options), AsWritten);
    }
}
