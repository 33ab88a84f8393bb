#:property PublishAot=false
#:property InvariantGlobalization=true

// Describes the columns of a CSV file: kind, gaps, distinct values, extremes. Reads it once, in memory that does not grow with it.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

string input = "cities.csv", separator = "comma", otherSeparator = "";
int maxRows = 0, topValues = 5;
var noHeader = false;

for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--no_header": noHeader = true; break;
        case "--input": input = ValueOf(ref i); break;
        case "--separator": separator = ValueOf(ref i); break;
        case "--other_separator": otherSeparator = ValueOf(ref i); break;
        case "--max_rows" when int.TryParse(ValueOf(ref i), out maxRows) && maxRows >= 0: break;
        case "--max_rows": return Fail("max_rows must be a whole number, 0 or more");
        case "--top_values" when int.TryParse(ValueOf(ref i), out topValues) && topValues is >= 0 and <= 100: break;
        case "--top_values": return Fail("top_values must be a whole number between 0 and 100");
        default: return Fail($"unknown parameter {args[i]}");
    }
}

var character = separator switch { "comma" => ",", "semicolon" => ";", "tab" => "\t", "pipe" => "|", "other" => otherSeparator, _ => "" };
if (character.Length != 1 || character is "\"" or "\n" or "\r")
{
    return Fail("separator must be one of: comma, semicolon, tab, pipe, other; and other_separator a single character, not a quote");
}

try
{
    return Profile();
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
{
    return Fail($"{input}: {exception.Message}");
}

int Profile()
{
    using var stream = File.OpenRead(input);
    using var reader = new StreamReader(stream, Encoding.UTF8);
    var table = new CsvReader(reader, character[0]);
    var first = table.Next() ?? throw new FormatException("The file is empty");
    var columns = first.Select((name, index) => new Column(noHeader ? $"column {index + 1}" : name.Trim())).ToList();
    var (rows, ragged, steps) = (0, 0, 0);

    for (var row = noHeader ? first : table.Next(); row is not null && (maxRows == 0 || rows < maxRows); row = table.Next())
    {
        rows++;
        if (row.Count != columns.Count && ragged++ < 20)
        {
            Console.Error.WriteLine($"WARNING line {table.RecordLine} has {row.Count} fields instead of {columns.Count}");
        }

        for (var i = 0; i < columns.Count; i++)
        {
            columns[i].Add(i < row.Count ? row[i] : "");
        }

        var step = stream.Length == 0 ? 0 : (int)(stream.Position * 50 / stream.Length);
        if (step > steps && step < 50)
        {
            steps = step;
            Console.WriteLine($"::progress {stream.Position}/{stream.Length}");
        }
    }

    Console.WriteLine($"::progress {stream.Length}/{stream.Length}");
    Report(columns, rows, ragged);
    return 0;
}

void Report(List<Column> columns, int rows, int ragged)
{
    var folder = Environment.GetEnvironmentVariable("PRISMQ_OUTPUT_DIR") is { Length: > 0 } path ? path : "results";
    var results = Directory.CreateDirectory(folder);
    var profiles = columns.Select(column => column.Describe(topValues)).ToList();
    var json = new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
    var report = JsonSerializer.Serialize(new { Input = input, Rows = rows, RaggedRows = ragged, Columns = profiles }, json);
    File.WriteAllText(Path.Combine(results.FullName, "profile.json"), report + "\n");

    using var csv = new StreamWriter(Path.Combine(results.FullName, "profile.csv"));
    csv.WriteLine("name,kind,filled,empty,distinct,min,max,mean");
    Console.WriteLine($"{rows} rows, {columns.Count} columns");
    foreach (var profile in profiles)
    {
        var (name, kind, filled, empty, distinct, min, max, mean, _) = profile;
        csv.WriteLine(string.Join(',', new[] { name, kind, $"{filled}", $"{empty}", distinct, min, max, $"{mean}" }.Select(Quoted)));
        var summary = $"{name}: {kind}, {filled} filled, {empty} empty, {distinct} distinct, {min} to {max}";
        Console.WriteLine(summary.ReplaceLineEndings(" "));
    }

    Console.WriteLine($"::metric rows={rows}");
    Console.WriteLine($"::metric columns={columns.Count}");
    Console.WriteLine($"::metric empty_cells={profiles.Sum(profile => profile.Empty)}");
    Console.WriteLine($"::metric errors={ragged}");
}

static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

string ValueOf(ref int i) => ++i < args.Length ? args[i] : "";

static int Fail(string message)
{
    Console.Error.WriteLine($"ERROR {message}");
    return 2;
}

/// <summary>What is known of a column in the end; extremes are by number, date or text, as its kind says.</summary>
internal sealed record ColumnProfile(
    string Name, string Kind, long Filled, long Empty, string Distinct, string Min, string Max, double? Mean, Dictionary<string, int> TopValues);

internal sealed class Column(string name)
{
    private const int DistinctLimit = 10_000;

    private readonly Dictionary<string, int> _counts = [];
    private readonly Extremes<double> _numbers = new();
    private readonly Extremes<DateOnly> _dates = new();
    private readonly Extremes<string> _texts = new(StringComparer.Ordinal);
    private long _empty;
    private double _sum;
    private bool _overflown;

    public void Add(string value)
    {
        if (value.Length == 0)
        {
            _empty++;
            return;
        }

        _texts.Add(value, value);
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            _numbers.Add(number, value);
            _sum += number;
        }
        else if (DateOnly.TryParseExact(value, "yyyy-MM-dd", out var date))
        {
            _dates.Add(date, value);
        }

        if (_counts.Count < DistinctLimit || _counts.ContainsKey(value))
        {
            _counts[value] = _counts.GetValueOrDefault(value) + 1;
        }
        else
        {
            _overflown = true;
        }
    }

    public ColumnProfile Describe(int topValues)
    {
        var filled = _texts.Count;
        var (kind, min, max) = filled == 0 ? ("empty", "", "")
            : _numbers.Count == filled ? ("number", _numbers.Min, _numbers.Max)
            : _dates.Count == filled ? ("date", _dates.Min, _dates.Max)
            : ("text", _texts.Min, _texts.Max);
        var top = _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(topValues);
        double? mean = kind == "number" ? Math.Round(_sum / filled, 6) : null;
        var distinct = _overflown ? $"more than {DistinctLimit}" : $"{_counts.Count}";
        return new ColumnProfile(name, kind, filled, _empty, distinct, min, max, mean, top.ToDictionary());
    }
}

/// <summary>The least and the greatest of many values, in the words of the file.</summary>
internal sealed class Extremes<T>(IComparer<T>? comparer = null)
{
    private readonly IComparer<T> _comparer = comparer ?? Comparer<T>.Default;
    private (T Value, string Text) _min;
    private (T Value, string Text) _max;

    public long Count { get; private set; }

    public string Min => _min.Text;

    public string Max => _max.Text;

    public void Add(T value, string text)
    {
        _min = Count == 0 || _comparer.Compare(value, _min.Value) < 0 ? (value, text) : _min;
        _max = Count == 0 || _comparer.Compare(value, _max.Value) > 0 ? (value, text) : _max;
        Count++;
    }
}

/// <summary>Reads records by RFC 4180: quoted fields may hold separators, doubled quotes and line breaks. Blank lines are skipped.</summary>
internal sealed class CsvReader(TextReader reader, char separator)
{
    private readonly StringBuilder _field = new();
    private int _line = 1;

    /// <summary>The line on which the last record began, from 1.</summary>
    public int RecordLine { get; private set; }

    public List<string>? Next()
    {
        while (reader.Peek() >= 0)
        {
            RecordLine = _line;
            var record = ReadRecord();
            if (record is not [""])
            {
                return record;
            }
        }

        return null;
    }

    private List<string> ReadRecord()
    {
        var record = new List<string>();
        for (var c = reader.Read(); ; c = reader.Read())
        {
            if (c == '"' && _field.Length == 0)
            {
                ReadQuoted();
            }
            else if (c == separator)
            {
                Take(record);
            }
            else if (c is '\n' or -1)
            {
                _line++;
                Take(record);
                return record;
            }
            else if (c != '\r' || reader.Peek() != '\n')
            {
                _field.Append((char)c);
            }
        }
    }

    private void ReadQuoted()
    {
        for (var c = reader.Read(); c != '"' || reader.Peek() == '"'; c = reader.Read())
        {
            if (c == -1)
            {
                throw new FormatException($"The quote that opens in the record of line {RecordLine} is never closed");
            }

            if (c == '"')
            {
                reader.Read();
            }

            _line += c == '\n' ? 1 : 0;
            _field.Append((char)c);
        }
    }

    private void Take(List<string> record)
    {
        record.Add(_field.ToString());
        _field.Clear();
    }
}
