namespace PrismQ.Application.Runs;

/// <summary>A file as it is read by one who downloads it.</summary>
/// <param name="Content">Seekable. The receiver disposes it.</param>
/// <param name="Version">Letters, digits and dashes: others whenever the content is another.</param>
/// <param name="ChangedAt">When the content was last written; null when that is not known.</param>
public sealed record OpenedFile(Stream Content, string Version, DateTimeOffset? ChangedAt);
