namespace PrismQ.Domain.Runs;

/// <summary>One process, for ever: ids are used again, an id with its start time is not.</summary>
/// <param name="Id">The operating system's process id.</param>
/// <param name="StartTime">
/// When it started, in the unit of the operating system's own record (on Linux clock ticks since boot), to be compared for equality only.
/// </param>
public sealed record ProcessIdentity(int Id, long StartTime);
