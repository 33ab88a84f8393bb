namespace PrismQ.Infrastructure.Modules;

/// <summary>Keeps what a file holds from filling the sentence that quotes it.</summary>
internal static class Shortened
{
    private const int MaxLength = 60;

    public static string For(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";
}
