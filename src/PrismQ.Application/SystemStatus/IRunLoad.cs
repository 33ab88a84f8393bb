namespace PrismQ.Application.SystemStatus;

/// <summary>How many runs go on at this moment, from memory.</summary>
public interface IRunLoad
{
    int Running { get; }

    int Queued { get; }
}
