using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace PrismQ.Api.Common;

/// <summary>Reads bodies that call themselves <c>application/json</c>, in UTF-8 (RFC 8259, 8.1); any other is refused instead of guessed at.</summary>
internal sealed class JsonBodyFormatter : SystemTextJsonInputFormatter
{
    public JsonBodyFormatter(JsonOptions options, ILogger<SystemTextJsonInputFormatter> log)
        : base(options, log)
    {
        SupportedMediaTypes.Clear();
        SupportedMediaTypes.Add(MediaTypeNames.Application.Json);
        SupportedEncodings.Clear();
        SupportedEncodings.Add(Encoding.UTF8);
    }

    /// <summary>To MVC every <c>application/*+json</c> is a kind of <c>application/json</c>; a patch is none of our requests.</summary>
    public override bool CanRead(InputFormatterContext context) =>
        base.CanRead(context) && !new MediaType(context.HttpContext.Request.ContentType ?? "").SubTypeSuffix.HasValue;
}
