namespace PrismQ.Api.Common;

/// <summary>Declares a header of an answer that its status alone does not tell of.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SendsAttribute(int statusCode, string header) : Attribute
{
    public int StatusCode { get; } = statusCode;

    public string Header { get; } = header;
}
