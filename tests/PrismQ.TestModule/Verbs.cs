using System.Globalization;
using System.Text;

namespace PrismQ.TestModule;

/// <summary>What the dummy program can do.</summary>
internal static class Verbs
{
    public static int Run(string[] args) => args switch
    {
        ["echo", .. var words] => Echo(words),
        ["environment"] => PrintEnvironment(),
        ["folder"] => Print(Environment.CurrentDirectory),
        ["exit", var code] => Number(code),
        ["sleep", .. var seconds] => Sleep(seconds is [var limit] ? Number(limit) : int.MaxValue / 1000),
        ["flood", var bytes, var seed] => Flood(long.Parse(bytes, CultureInfo.InvariantCulture), Number(seed)),
        ["numbered", var count, var delay] => Numbered(Number(count), Number(delay)),
        ["spawn-child", .. var rest] => Processes.SpawnChild(rest),
        ["ignore-sigterm"] => Processes.IgnoreTerm(),
        ["close-output"] => Processes.CloseOutput(),
        ["tell-secret", var variable, var untilFile] => Secrets.Tell(variable, untilFile),
        _ => Unknown(),
    };

    /// <summary>The bytes of <c>flood</c>: for the same seed always the same, any value of a byte.</summary>
    private static int Flood(long bytes, int seed)
    {
        using var stdout = Console.OpenStandardOutput();
        using var stderr = Console.OpenStandardError();
        var random = new Random(seed);
        var block = new byte[8192];
        for (var left = bytes; left > 0; left -= block.Length)
        {
            random.NextBytes(block);
            var part = block.AsSpan(0, (int)Math.Min(left, block.Length));
            stdout.Write(part);
            stderr.Write(part);
        }

        return 0;
    }

    private static int Echo(string[] words)
    {
        using var stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(string.Concat(words.Select(word => word + '\0'))));
        return 0;
    }

    private static int PrintEnvironment() => Print(string.Join('\0', Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}").Order(StringComparer.Ordinal)));

    private static int Numbered(int count, int delayMilliseconds)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        for (var i = 1; i <= count; i++)
        {
            output.Write($"line {i}\n");
            Processes.Pause(delayMilliseconds);
        }

        return 0;
    }

    private static int Sleep(int seconds)
    {
        Print("sleeping");
        Processes.Pause(seconds * 1000);
        return 0;
    }

    private static int Print(string text)
    {
        Console.Out.Write(text);
        Console.Out.Flush();
        return 0;
    }

    private static int Unknown()
    {
        Console.Error.WriteLine("Unknown verb.");
        return 64;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
