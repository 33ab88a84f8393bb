using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>
/// Lets nobody past without a key, once there is one. It stands before routing and knows no list of guarded routes: whatever an address
/// looks like, it is closed unless it is the one behind here that is open to all. (The panel's own files are answered before a request comes
/// here, and so are Swagger UI and the API's document: they are the same for everybody.)
/// </summary>
internal sealed partial class Door(RequestDelegate next, ApiKeys keys, Tickets tickets, WrongKeys wrongKeys, ILogger<Door> log)
{
    /// <summary>Answers nothing but that the process is there, for supervisors that hold no key.</summary>
    private const string OpenPath = "/health/live";

    public Task InvokeAsync(HttpContext context)
    {
        if (!keys.AreRequired)
        {
            // Who reads is asked by hardly anybody, and to set a feature costs every later step those that it had at hand.
            if (!Changes.IsRead(context.Request))
            {
                context.Features.Set(Caller.Anybody);
            }

            return next(context);
        }

        if (context.Request.Path.Value == OpenPath && HttpMethods.IsGet(context.Request.Method))
        {
            return next(context);
        }

        var address = ClientName.AddressOf(context);
        var wait = wrongKeys.WaitOf(address);
        return wait > 0 ? ProblemAnswers.WriteAsync(context, DoorRefusals.Wait(wait)) : AskAsync(context, address);
    }

    private Task AskAsync(HttpContext context, string address)
    {
        var shown = Credentials.Of(context.Request);
        var caller = shown switch
        {
            { Key: { } key } => keys.Find(key),
            { Ticket: { } ticket } when Changes.IsRead(context.Request) => tickets.Use(ticket, context.Request.Path.Value ?? ""),
            _ => null,
        };
        if (caller is null)
        {
            // A ticket has 256 random bits and cannot be guessed; a wrong one is old, and its holder no attacker.
            if (shown.Key is { } wrong && wrongKeys.Add(address, wrong))
            {
                LogWrongKey(address, context.Request.Method, context.Request.Path);
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ProblemAnswers.WriteAsync(context, DoorRefusals.NoKey);
        }

        context.Features.Set(caller);
        return caller.Role == Role.Operator || Changes.Nothing(context.Request)
            ? next(context)
            : ProblemAnswers.WriteAsync(context, DoorRefusals.ReaderOnly);
    }

    [LoggerMessage(4010, LogLevel.Warning, "A wrong key from {Address} for {Method} {Path}")]
    private partial void LogWrongKey(string address, string method, string path);
}
