using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Configs;

/// <summary>Keeps writers of one module's file apart. A fixed number of locks, so that two modules may, rarely, share one.</summary>
internal sealed class StripedLock : IDisposable
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <returns>Dispose it to let the next one in.</returns>
    public async Task<IDisposable> EnterAsync(ModuleId moduleId, CancellationToken cancellationToken)
    {
        var stripe = _stripes[(uint)StringComparer.Ordinal.GetHashCode(moduleId.Value) % _stripes.Length];
        await stripe.WaitAsync(cancellationToken);
        return new Holder(stripe);
    }

    public void Dispose()
    {
        foreach (var stripe in _stripes)
        {
            stripe.Dispose();
        }
    }

    private sealed class Holder(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
