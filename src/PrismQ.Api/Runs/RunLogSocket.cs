using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Api.Runs;

/// <summary>Sends a run's log over a WebSocket, a message for each event, and closes it after the last.</summary>
internal sealed class RunLogSocket(IAsyncEnumerable<RunLogEvent> events) : IActionResult
{
    /// <summary>How long a client may take to answer the close.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        using var slot = http.RequestServices.GetRequiredService<StreamSlots>().TryTake(http);
        if (slot is null || !http.WebSockets.IsWebSocketRequest)
        {
            await ProblemAnswers.WriteAsync(http, slot is null ? Refusal.TooManyStreams : Refusal.NoSocket);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var closed = WaitForCloseAsync(socket, end);
        try
        {
            await SendAsync(socket, http.RequestServices.GetRequiredService<StreamPace>().Begin(), end.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
            await closed.WaitAsync(Goodbye, end.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException or TimeoutException)
        {
            // The client has gone or the server goes: the normal ends of a stream.
        }
    }

    private async Task SendAsync(WebSocket socket, StreamPace.Beat beat, CancellationToken cancellationToken)
    {
        await foreach (var (page, finalStatus) in events.WithCancellation(cancellationToken))
        {
            using var lines = page;
            foreach (var line in lines?.Lines ?? [])
            {
                await socket.SendAsync(Message(line), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            if (finalStatus is { } status)
            {
                byte[] complete = [.. "{\"event\":\"complete\",\"id\":null,\"data\":"u8, .. Completion.Of(status), (byte)'}'];
                await socket.SendAsync(complete, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            await beat.RestAsync(cancellationToken);
        }
    }

    private ReadOnlyMemory<byte> Message(in LogLine line)
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer, ApiJson.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("event"u8, "log"u8);
        writer.WriteNumber("id"u8, line.Number);
        writer.WritePropertyName("data"u8);
        LogEntryWriter.Write(writer, line);
        writer.WriteEndObject();
        writer.Flush();
        return _buffer.WrittenMemory;
    }

    /// <summary>Reads, and drops, what the client sends, until it closes; a client that closes ends the stream.</summary>
    private static async Task WaitForCloseAsync(WebSocket socket, CancellationTokenSource end)
    {
        var dropped = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(dropped.AsMemory(), end.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException)
        {
            // Gone without a goodbye.
        }

        if (socket.State != WebSocketState.Closed)
        {
            await end.CancelAsync();
        }
    }
}
