using System.Globalization;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace PrismQ.Testing.Common.Fuzzing;

/// <summary>
/// One fuzzing campaign: every input of the kept corpus (<c>tests/corpus/&lt;name&gt;</c>), then new ones made of them and of random bytes.
/// An input that breaks the property is made as small as it goes and kept in <c>artifacts/fuzz</c>, ready to join the corpus.
/// </summary>
/// <param name="name">The folder of its corpus.</param>
/// <param name="tokens">Texts that mean something to what is tested, for mutations to put in.</param>
public sealed class FuzzCampaign(string name, params string[] tokens)
{
    /// <summary>How many new inputs each campaign tries; the long form sets it.</summary>
    public const string InputsVariable = "PRISMQ_FUZZ_INPUTS";

    private const int ShortForm = 200;

    private static readonly string Artifacts = RepositoryFiles.Path("artifacts", "fuzz");

    /// <param name="property">Throws when the input breaks it.</param>
    public void Run(Action<byte[]> property)
    {
        var corpus = Corpus();
        foreach (var input in corpus)
        {
            Try(property, input);
        }

        var inputs = new Mutations(corpus, tokens).Inputs;
        var wanted = Environment.GetEnvironmentVariable(InputsVariable);
        var count = wanted is null ? ShortForm : int.Parse(wanted, CultureInfo.InvariantCulture);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(400),
            Prop.ForAll(Arb.From(inputs, Smaller), input => Try(property, input)));
        if (wanted is not null)
        {
            Directory.CreateDirectory(Artifacts);
            File.AppendAllText(Path.Combine(Artifacts, "summary.txt"), $"{name}: {count} new inputs, {corpus.Count} of the corpus\n");
        }
    }

    private List<byte[]> Corpus()
    {
        var inputs = Directory.GetFiles(RepositoryFiles.Path("tests", "corpus", name)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        return inputs.Count > 0 ? inputs : throw new InvalidOperationException($"The corpus of {name} is empty.");
    }

    /// <summary>The input without a part of it, large parts first; of a long input no part below a hundredth is tried.</summary>
    private static IEnumerable<byte[]> Smaller(byte[] input)
    {
        for (var size = (input.Length + 1) / 2; size > input.Length / 100; size /= 2)
        {
            for (var at = 0; at < input.Length; at += size)
            {
                yield return [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(at + size, input.Length))];
            }
        }
    }

    private void Try(Action<byte[]> property, byte[] input)
    {
        try
        {
            property(input);
        }
        catch (Exception exception)
        {
            // Shrinking tries smaller and smaller ones: the file of the last failure is the smallest.
            Directory.CreateDirectory(Artifacts);
            var path = Path.Combine(Artifacts, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..12]}");
            File.WriteAllBytes(path, input);
            throw new FuzzFindingException($"{path} breaks the property: {exception.Message}", exception);
        }
    }
}
