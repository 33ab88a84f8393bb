using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>Follows one run's log over every restart of the server, as a browser does, and notes what it got.</summary>
internal sealed class ResumingReader(string runId, int lines, KillLoopServer server, Action onLine)
{
    private long _last;
    private int _stdout;
    private int _stderr;

    public string RunId => runId;

    public int Resumes { get; private set; }

    /// <summary>What was wrong: a line that was lost, doubled, or not the one that was written.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The final status, once the stream has told it.</summary>
    public string? FinalStatus { get; private set; }

    public long Lines => _last;

    /// <summary>The time of the last line.</summary>
    public DateTimeOffset LastTime { get; private set; }

    public async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        while (FinalStatus is null)
        {
            var client = await server.UpAsync(cancellationToken);
            try
            {
                await ReadAsync(client, cancellationToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or HttpIOException)
            {
                Resumes++;
            }
        }

        if (_stdout != lines || _stderr != lines / KillLoop.LinesPerError)
        {
            Faults.Add($"{runId}: ended after line {_stdout} of stdout and {_stderr} of stderr");
        }
    }

    private async Task ReadAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{runId}/logs/stream");
        request.Headers.Add("Last-Event-ID", $"{_last}");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            using var data = JsonDocument.Parse(item.Data);
            if (item.EventType == "complete")
            {
                FinalStatus = data.RootElement.GetProperty("status").GetString();
                return;
            }

            Check(long.Parse(item.EventId ?? "0", CultureInfo.InvariantCulture), data.RootElement);
            onLine();
        }
    }

    /// <summary>Lines have one order within each stream, and no time goes back.</summary>
    private void Check(long number, JsonElement line)
    {
        var message = line.GetProperty("message").GetString();
        var time = line.GetProperty("timestamp").GetDateTimeOffset();
        var expected = line.GetProperty("stream").GetString() == "stdout" ? $"line {++_stdout} of {lines}" : $"error {++_stderr} of {lines}";
        if (number != _last + 1 || message != expected || time < LastTime)
        {
            Faults.Add($"{runId}: after line {_last} of {LastTime:O} came {number} of {time:O}: {message}, not {expected}");
        }

        (_last, LastTime) = (number, time);
    }
}
