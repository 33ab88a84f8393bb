namespace PrismQ.Testing.Common.Fuzzing;

/// <summary>An input breaks the property of its campaign.</summary>
public sealed class FuzzFindingException(string message, Exception innerException) : Exception(message, innerException);
