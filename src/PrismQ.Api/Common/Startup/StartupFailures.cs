using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using PrismQ.Api.Security;
using PrismQ.Application.Common;

namespace PrismQ.Api.Common.Startup;

/// <summary>Turns what stops a start into one line for the person who started it.</summary>
internal static class StartupFailures
{
    public static string? Explain(Exception exception) => exception switch
    {
        StartupException startup => OneLine(startup.Message),
        OptionsValidationException invalid => OneLine(string.Join(" ", invalid.Failures)),
        IOException { InnerException: AddressInUseException } inUse => OneLine($"{inUse.Message} Stop what listens there, or choose another address with --urls."),
        SocketException refused => OneLine($"{refused.Message}: it may not listen at that address. Choose another with --urls."),
        FormatException address => OneLine($"{address.Message} An address looks like {ListenAddresses.Default}."),
        InvalidOperationException { InnerException: InvalidOperationException cause } => Explain(cause),
        InvalidOperationException binder when binder.TargetSite?.DeclaringType == typeof(ConfigurationBinder) => OneLine(binder.Message),
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };

    private static string OneLine(string message) => "PrismQ cannot start: " + message.ReplaceLineEndings(" ");
}
