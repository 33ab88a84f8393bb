using System.Globalization;

// The least that a web server can do: Kestrel with one step, which answers /n with n ready bytes.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
var answers = new System.Collections.Concurrent.ConcurrentDictionary<string, byte[]>();
app.Run(context =>
{
    var body = answers.GetOrAdd(context.Request.Path.Value ?? "/0", static path =>
    {
        var bytes = new byte[int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture)];
        Array.Fill(bytes, (byte)'x');
        return bytes;
    });
    context.Response.ContentType = "application/json; charset=utf-8";
    context.Response.ContentLength = body.Length;
    return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
});
await app.RunAsync();
