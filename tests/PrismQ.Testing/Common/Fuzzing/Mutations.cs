using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PrismQ.Testing.Common.Fuzzing;

/// <summary>Inputs near those of a corpus: cut, joined, repeated, with bytes flipped and tokens put in; and some that are nothing but random.</summary>
internal sealed class Mutations(IReadOnlyList<byte[]> corpus, IReadOnlyList<string> tokens)
{
    private const int MaxLength = 300_000;

    // What breaks readers of any format: zeros, ends of lines, torn and overlong UTF-8, lone surrogates, numbers at the edges.
    private static readonly byte[][] Known =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xEF, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [(byte)'\r', (byte)'\n'],
        .. new[] { "\\ud800", "-1", "0", "9223372036854775808", "1e400", "null", "\"", "[", "{", "}", ",", "%00", "../", "😀" }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly Gen<byte[]> RandomBytes = ArbMap.Default.GeneratorFor<byte[]>();

    private Gen<byte[]> Token { get; } = Gen.Elements([.. Known, .. tokens.Select(Encoding.UTF8.GetBytes)]);

    private Gen<byte[]> Seed { get; } = Gen.Elements([.. corpus]);

    public Gen<byte[]> Inputs => Gen.Frequency(
        (1, RandomBytes),
        (1, Token.ListOf().Select(parts => parts.SelectMany(part => part).ToArray())),
        (8, from seed in Seed from steps in Gen.Choose(1, 6) from mutated in Mutated(seed, steps) select mutated));

    private Gen<byte[]> Mutated(byte[] input, int steps) => steps == 0 || input.Length > MaxLength
        ? Gen.Constant(input)
        : from once in Once(input) from more in Mutated(once, steps - 1) select more;

    private Gen<byte[]> Once(byte[] input) =>
        from at in Gen.Choose(0, input.Length)
        from length in Gen.Choose(0, Math.Min(input.Length - at, 64))
        from changed in Gen.OneOf(
            Put(input, at, at, Token),
            Put(input, at, at + length, Token),
            Put(input, at, at + length, RandomBytes),
            Put(input, at, at + length, Gen.Constant(Array.Empty<byte>())),
            Put(input, at, at, Gen.Constant(input[at..(at + length)])),
            Put(input, at, input.Length, Seed.Select(other => other[Math.Min(at, other.Length)..])),
            Gen.Choose(0, 7).Select(bit => Flipped(input, at, bit)))
        select changed;

    private static Gen<byte[]> Put(byte[] input, int from, int to, Gen<byte[]> what) =>
        what.Select(put => (byte[])[.. input[..from], .. put, .. input[to..]]);

    private static byte[] Flipped(byte[] input, int at, int bit)
    {
        var copy = (byte[])input.Clone();
        if (at < copy.Length)
        {
            copy[at] ^= (byte)(1 << bit);
        }

        return copy;
    }
}
