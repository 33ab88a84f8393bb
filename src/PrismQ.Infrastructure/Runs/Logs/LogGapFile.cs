using System.Text.Json;
using PrismQ.Application.Runs;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>The record of a log's gap, beside its index; replaced whole.</summary>
internal static class LogGapFile
{
    /// <summary>The gap; null when nothing is missing.</summary>
    public static LogGap? Read(RunFolder folder)
    {
        // Hardly any log has a gap, and to catch an exception at every start would be most of what a start costs.
        if (!File.Exists(folder.LogGap()))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LogGap>(File.ReadAllBytes(folder.LogGap()));
        }
        catch (JsonException exception)
        {
            throw new IOException("The record of a log's gap is damaged.", exception);
        }
    }

    public static void Write(RunFolder folder, LogGap gap)
    {
        var temporary = folder.LogGap() + ".new";
        PrivateFiles.CreateIfMissing(temporary);
        using (var file = new FileStream(temporary, FileMode.Truncate, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, gap);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, folder.LogGap(), overwrite: true);
    }
}
