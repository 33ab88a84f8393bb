using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PrismQ.TestModule;

/// <summary>A script that is careless with its password: prints it in every form that masking promises to find.</summary>
internal static class Secrets
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints, and then waits until the file is there.</summary>
    public static int Tell(string variable, string untilFile)
    {
        var secret = Environment.GetEnvironmentVariable(variable) ?? "";
        using var stdout = Console.OpenStandardOutput();
        using var stderr = Console.OpenStandardError();
        foreach (var line in Lines(secret))
        {
            Write(stdout, line + "\n");
            Write(stderr, line + "\n");
        }

        WriteFiles(Path.GetDirectoryName(untilFile) ?? "", secret);
        Write(stdout, "in two writes: " + secret[..(secret.Length / 2)]);
        Processes.Pause(200);
        Write(stdout, secret[(secret.Length / 2)..] + "\ntold\n");
        while (!File.Exists(untilFile))
        {
            Processes.Pause(50);
        }

        Write(stdout, "without a line's end: " + secret);
        return 0;
    }

    private static IEnumerable<string> Lines(string secret)
    {
        yield return secret;
        yield return $"::metric {secret}=1";
        yield return $"::progress {secret}/100";
        yield return "base64 " + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        yield return "basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + secret));
        yield return "base64 of a sentence " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"my secret is {secret}!"));
        yield return "base64url " + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).Replace('+', '-').Replace('/', '_');
        yield return "url " + Uri.EscapeDataString(secret);
        yield return "form " + WebUtility.UrlEncode(secret);
        yield return "json " + JsonSerializer.Serialize(secret);
        yield return "relaxed json " + JsonSerializer.Serialize(secret, Relaxed);

        // A line is split after 64 KiB: here in the middle of the secret.
        yield return new string('.', 65_536 - (secret.Length / 2)) + secret;
    }

    /// <summary>Empty files that have it in their names: as it is, across a folder where it has a slash, and URL-encoded.</summary>
    private static void WriteFiles(string folder, string secret)
    {
        foreach (var name in new[] { secret + ".txt", $"of {Uri.EscapeDataString(secret)}.txt" })
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            File.WriteAllBytes(path, []);
        }
    }

    private static void Write(Stream stream, string text)
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush();
    }
}
