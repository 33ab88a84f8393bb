using System.Diagnostics;
using PrismQ.Api.Common;
using PrismQ.Application.Common;

namespace PrismQ.Api.Security;

/// <summary>
/// Records who changed what, when, and how it was answered. It stands before everything that refuses, so that it sees what was turned away
/// as well.
/// </summary>
internal sealed class Audit(RequestDelegate next, AuditLog log, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context) => Changes.Nothing(context.Request) ? next(context) : RecordAsync(context);

    private async Task RecordAsync(HttpContext context)
    {
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        catch (StorageUnavailableException)
        {
            status = StatusCodes.Status503ServiceUnavailable;
            throw;
        }
        catch (BadHttpRequestException refused)
        {
            status = refused.StatusCode;
            throw;
        }
        finally
        {
            var caller = context.Features.Get<Caller>();
            var entry = new AuditEntry(
                time.GetUtcNow(),
                caller?.Name,
                ClientName.AddressOf(context),
                $"{context.Request.Method} {context.Request.Path}",
                status,
                context.Response.Headers.Location,
                Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
            if (caller is { Role: Role.Operator })
            {
                log.WriteChange(entry);
            }
            else
            {
                log.WriteRefusal(entry);
            }
        }
    }
}
