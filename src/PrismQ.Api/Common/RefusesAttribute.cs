using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;

namespace PrismQ.Api.Common;

/// <summary>Declares that an action may answer a problem, and with which codes.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute(int statusCode, params string[] errorCodes)
    : ProducesResponseTypeAttribute(typeof(Problem), statusCode, MediaTypeNames.Application.ProblemJson)
{
    public IReadOnlyList<string> ErrorCodes { get; } = errorCodes;
}
