using System.Text;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Logs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

internal sealed class LevelWordsTests
{
    [TestCase("ERROR cannot open", LogLevel.Error)]
    [TestCase("2026-01-31 08:30:00,123 - root - ERROR - cannot open", LogLevel.Error)]
    [TestCase("2026-01-31T08:30:00Z WARN low disk", LogLevel.Warning)]
    [TestCase("WARNING: low disk", LogLevel.Warning)]
    [TestCase("[debug] reading", LogLevel.Debug)]
    [TestCase("08:30 [Warn] low disk", LogLevel.Warning)]
    [TestCase("<error> cannot open", LogLevel.Error)]
    [TestCase("time=08:30 level=error msg=\"x\"", LogLevel.Error)]
    [TestCase("level=\"warning\" msg=\"x\"", LogLevel.Warning)]
    [TestCase("{\"time\":\"08:30\",\"level\":\"error\",\"msg\":\"x\"}", LogLevel.Error)]
    [TestCase("{\"severity\": \"CRITICAL\", \"msg\": \"x\"}", LogLevel.Critical)]
    [TestCase("{\"msg\":\"an error\",\"level\":\"info\"}", LogLevel.Info)]
    [TestCase("CRITICAL: out of memory", LogLevel.Critical)]
    [TestCase("FATAL out of memory", LogLevel.Critical)]
    [TestCase("fatal: not a git repository", LogLevel.Critical)]
    [TestCase("error: cannot open", LogLevel.Error)]
    [TestCase("Error: cannot open", LogLevel.Error)]
    [TestCase("warn: Microsoft.Hosting[0]", LogLevel.Warning)]
    [TestCase("fail: Microsoft.Hosting[0]", LogLevel.Error)]
    [TestCase("TRACE entering", LogLevel.Debug)]
    [TestCase("INFO started", LogLevel.Info)]
    public void Find_WhenTheLineHasALevelWord_TellsItOnEitherStream(string line, LogLevel expected)
    {
        LevelWords.Find(Encoding.UTF8.GetBytes(line), OutputStream.Stdout).Should().Be(expected);
        LevelWords.Find(Encoding.UTF8.GetBytes(line), OutputStream.Stderr).Should().Be(expected);
    }

    [TestCase("Errors: 0")]
    [TestCase("0 errors, 0 warnings")]
    [TestCase("no error found")]
    [TestCase("ERRORS: 0")]
    [TestCase("MY_ERROR_CODE is set")]
    [TestCase("wrote ERROR.txt")]
    [TestCase("reading logs/ERROR/today")]
    [TestCase("INFORMATION-ERROR-RATE 0.1")]
    [TestCase("terror and information")]
    [TestCase("--debug is off")]
    [TestCase("levels=error-free")]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("::progress 1/2")]
    public void Find_WhenTheLineHasNoLevelWord_TakesTheStreams(string line)
    {
        LevelWords.Find(Encoding.UTF8.GetBytes(line), OutputStream.Stdout).Should().Be(LogLevel.Info);
        LevelWords.Find(Encoding.UTF8.GetBytes(line), OutputStream.Stderr).Should().Be(LogLevel.Error);
    }

    [Test]
    public void Find_WhenTheWordIsFarBehind_DoesNotLookThere() =>
        LevelWords.Find(Encoding.UTF8.GetBytes(new string(' ', 300) + "ERROR"), OutputStream.Stdout).Should().Be(LogLevel.Info);
}
