namespace PrismQ.Api.Common;

/// <summary>
/// Makes a busy stream rest between batches, so that what comes meanwhile goes out in one piece. A quiet one never waits.
/// </summary>
internal sealed class StreamPace(TimeProvider time)
{
    /// <summary>How old a line may become in a busy stream; twenty milliseconds cost a fifth of the processor time of one line at a time.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    /// <summary>Batches in quick succession after which a stream counts as busy.</summary>
    private const int Quick = 3;

    public Beat Begin() => new(time);

    internal sealed class Beat(TimeProvider time)
    {
        private long _last = time.GetTimestamp();
        private int _quick;

        public async ValueTask RestAsync(CancellationToken cancellationToken)
        {
            _quick = time.GetElapsedTime(_last) < Rest + Rest ? Math.Min(_quick + 1, Quick) : 0;
            if (_quick == Quick)
            {
                await Task.Delay(Rest, time, cancellationToken);
            }

            _last = time.GetTimestamp();
        }
    }
}
