using System.Collections;

namespace PrismQ.Application.Runs.Logs;

/// <summary>Where secrets stand in a text: in order, not touching. Reused from text to text; one thread at a time.</summary>
public sealed class MaskedRanges : IEnumerable<MaskedRange>
{
    private readonly List<MaskedRange> _ranges = [];

    public int Count => _ranges.Count;

    public List<MaskedRange>.Enumerator GetEnumerator() => _ranges.GetEnumerator();

    IEnumerator<MaskedRange> IEnumerable<MaskedRange>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Clear() => _ranges.Clear();

    internal void Add(int start, int end) => _ranges.Add(new MaskedRange(start, end));

    /// <summary>Puts the ranges in order and joins those that overlap.</summary>
    internal void Merge()
    {
        _ranges.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        var last = 0;
        for (var i = 1; i < _ranges.Count; i++)
        {
            if (_ranges[i].Start <= _ranges[last].End)
            {
                _ranges[last] = new MaskedRange(_ranges[last].Start, Math.Max(_ranges[last].End, _ranges[i].End));
            }
            else
            {
                _ranges[++last] = _ranges[i];
            }
        }

        if (last + 1 < _ranges.Count)
        {
            _ranges.RemoveRange(last + 1, _ranges.Count - last - 1);
        }
    }
}

/// <summary>Bytes of a text, from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
public readonly record struct MaskedRange(int Start, int End);
