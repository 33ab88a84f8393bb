using System.Text;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>The data of the last event of a log stream.</summary>
internal static class Completion
{
    public static byte[] Of(RunStatus status) => Encoding.UTF8.GetBytes($$"""{"status":"{{status.ToString().ToLowerInvariant()}}"}""");
}
