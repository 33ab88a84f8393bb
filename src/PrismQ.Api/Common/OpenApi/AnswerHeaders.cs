using System.Globalization;
using System.Reflection;
using NJsonSchema;
using NSwag;
using NSwag.Generation.Processors;
using NSwag.Generation.Processors.Contexts;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Names the headers of answers: those that go with a status, and those that an action declares.</summary>
internal sealed class AnswerHeaders : IOperationProcessor
{
    private static readonly Dictionary<string, (JsonObjectType Type, string Description, object Example)> Known = new()
    {
        ["Accept-Ranges"] = (JsonObjectType.String, "That parts of the file can be asked for with Range.", "bytes"),
        ["Content-Disposition"] = (JsonObjectType.String, "The name to save the file by.", "attachment; filename=top.csv"),
        ["Content-Range"] = (JsonObjectType.String, "The part that was sent, and the size of the whole file.", "bytes 0-99/1234"),
        ["ETag"] = (JsonObjectType.String, "Names this version of the answer; sent back as If-None-Match it saves the body.", "\"q1w2e3r4t5z6u7i8o9p0as\""),
        ["Last-Modified"] = (JsonObjectType.String, "When the file was last written.", "Sat, 31 Jan 2026 08:30:00 GMT"),
        ["Link"] = (JsonObjectType.String, "The next, previous and first page (RFC 8288).", "</api/runs?limit=20&cursor=NjM5>; rel=\"next\""),
        ["Location"] = (JsonObjectType.String, "Where the run can be read.", "/api/runs/run_20260131_083000_word-trends_1a2b3c4d"),
        ["Retry-After"] = (JsonObjectType.Integer, "Seconds after which it may be tried again, where that is known.", 5),
        ["Vary"] = (JsonObjectType.String, "What the answer depends on.", "Accept"),
        ["WWW-Authenticate"] = (JsonObjectType.String, "How a key may be sent.", "Bearer"),
    };

    private static readonly Dictionary<string, string[]> ByStatus = new()
    {
        ["202"] = ["Location"],
        ["206"] = ["Content-Range", "Content-Disposition", "ETag"],
        ["304"] = ["ETag"],
        ["401"] = ["WWW-Authenticate"],
        ["416"] = ["Content-Range"],
        ["429"] = ["Retry-After"],
        ["503"] = ["Retry-After"],
    };

    private static readonly Dictionary<string, string[]> OfTheWholeAnswer = new()
    {
        ["206"] = ["Accept-Ranges", "Content-Disposition"],
        ["304"] = ["ETag"],
    };

    public bool Process(OperationProcessorContext context)
    {
        var responses = context.OperationDescription.Operation.Responses;
        foreach (var (status, response) in responses)
        {
            Add(response, ByStatus.GetValueOrDefault(status, []));
            if (responses.TryGetValue("200", out var whole))
            {
                Add(whole, OfTheWholeAnswer.GetValueOrDefault(status, []));
            }
        }

        foreach (var sends in context.MethodInfo.GetCustomAttributes<SendsAttribute>())
        {
            Add(responses[sends.StatusCode.ToString(CultureInfo.InvariantCulture)], [sends.Header]);
        }

        return true;
    }

    private static void Add(OpenApiResponse response, string[] headers)
    {
        foreach (var header in headers)
        {
            var (type, description, example) = Known[header];
            response.Headers[header] = new OpenApiHeader { Description = description, Schema = new JsonSchema { Type = type }, Example = example };
        }
    }
}
