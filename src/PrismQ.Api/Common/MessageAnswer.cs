namespace PrismQ.Api.Common;

/// <summary>Says what was done.</summary>
public sealed record MessageAnswer(string Message);
