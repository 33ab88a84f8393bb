namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>Times as the history keeps them: whole microseconds since 1970, UTC.</summary>
internal static class UnixTime
{
    public static long ToUnixMicroseconds(this DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset OfMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? OfMicroseconds(long? microseconds) => microseconds is { } value ? OfMicroseconds(value) : null;
}
