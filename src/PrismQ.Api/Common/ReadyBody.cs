namespace PrismQ.Api.Common;

/// <summary>Bytes that are ready to be sent, and the coding they are in; null when they are plain.</summary>
internal sealed record ReadyBody(byte[] Bytes, string ETag, string? Encoding);
