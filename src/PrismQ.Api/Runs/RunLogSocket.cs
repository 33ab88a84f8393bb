using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Api.Runs;

/// <summary>
/// Sends a run's log over a WebSocket, a message for each event, and closes it after the last; with 1001 when the server goes before.
/// </summary>
internal sealed class RunLogSocket(IAsyncEnumerable<RunLogEvent> events) : IActionResult
{
    /// <summary>How long a client may take to receive what is on its way to it when the stream ends, and to answer the close.</summary>
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

        var interval = http.RequestServices.GetRequiredService<IOptions<LimitOptions>>().Value.StreamHeartbeatSeconds;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(interval) });
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        // A send that is cancelled breaks the socket, and no goodbye can follow: who leaves ends the events first, the sends only later.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stopping);
        await using var bound = leave.Token.UnsafeRegister(static state => ((CancellationTokenSource?)state)?.CancelAfter(Goodbye), end);
        var closed = WaitForCloseAsync(socket, leave, end.Token);
        try
        {
            await SendAsync(socket, http.RequestServices.GetRequiredService<StreamPace>().Begin(), leave.Token, end.Token);
            var isAtStop = stopping.IsCancellationRequested && socket.State == WebSocketState.Open;
            await socket.CloseOutputAsync(isAtStop ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null, end.Token);
            await closed.WaitAsync(Goodbye, end.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException or TimeoutException)
        {
            // The client has gone: a normal end of a stream.
        }

        await end.CancelAsync();
        await closed;
    }

    /// <summary>Sends the events to their end, or until somebody leaves.</summary>
    private async Task SendAsync(WebSocket socket, StreamPace.Beat beat, CancellationToken leaving, CancellationToken cancellationToken)
    {
        try
        {
            await SendAllAsync(socket, beat, leaving, cancellationToken);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // What is left is to say goodbye.
        }
    }

    private async Task SendAllAsync(WebSocket socket, StreamPace.Beat beat, CancellationToken leaving, CancellationToken cancellationToken)
    {
        await foreach (var (page, finalStatus) in events.WithCancellation(leaving))
        {
            using var lines = page;
            foreach (var line in lines?.Lines ?? [])
            {
                leaving.ThrowIfCancellationRequested();
                await socket.SendAsync(Message(line), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            if (finalStatus is { } status)
            {
                byte[] complete = [.. "{\"event\":\"complete\",\"id\":null,\"data\":"u8, .. Completion.Of(status), (byte)'}'];
                await socket.SendAsync(complete, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            await beat.RestAsync(leaving);
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
    private static async Task WaitForCloseAsync(WebSocket socket, CancellationTokenSource leave, CancellationToken cancellationToken)
    {
        var dropped = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(dropped.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException)
        {
            // Gone without a goodbye.
        }

        await leave.CancelAsync();
    }
}
