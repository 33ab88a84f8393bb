using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// How the two raw files of a log looked last. A time stays as long as the length does: to give up the middle of a log changes the time of
/// its files too, but is no output.
/// </summary>
internal sealed class RawLooks(RunLogFiles files)
{
    private RawLook _stdout = RawLook.Of(files.Raw(OutputStream.Stdout));
    private RawLook _stderr = RawLook.Of(files.Raw(OutputStream.Stderr));

    public RawLook Of(OutputStream stream) => stream == OutputStream.Stdout ? _stdout : _stderr;

    /// <summary>Looks again.</summary>
    /// <returns>Whether a file has another length than before.</returns>
    public bool Refresh() =>
        Refresh(OutputStream.Stdout, ref _stdout) | Refresh(OutputStream.Stderr, ref _stderr);

    private bool Refresh(OutputStream stream, ref RawLook last)
    {
        var look = RawLook.Of(files.Raw(stream));
        if (look.Length == last.Length)
        {
            return false;
        }

        last = look;
        return true;
    }
}
