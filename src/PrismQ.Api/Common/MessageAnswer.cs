namespace PrismQ.Api.Common;

/// <summary>Says what was done.</summary>
/// <param name="Message">One sentence for people.</param>
public sealed record MessageAnswer(string Message);
