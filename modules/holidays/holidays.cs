#:property PublishAot=false
#:property InvariantGlobalization=true

// Works out the public holidays of a country and a year by today's rules, and writes them as a table, as JSON and as a calendar.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

const int FirstYear = 1990, LastYear = 2199;

string country = "CZ", state = "";
var year = DateTime.Today.Year;
bool substitutes = false, weekdaysOnly = false;

for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--substitutes": substitutes = true; break;
        case "--weekdays_only": weekdaysOnly = true; break;
        case "--country": country = ValueOf(ref i); break;
        case "--state": state = ValueOf(ref i); break;
        case "--year" when int.TryParse(ValueOf(ref i), out year) && year is >= FirstYear and <= LastYear: break;
        case "--year": return Fail($"year must be a whole number between {FirstYear} and {LastYear}");
        default: return Fail($"unknown parameter {args[i]}");
    }
}

if (!Rules.Countries.Contains(country))
{
    return Fail($"country must be one of: {string.Join(", ", Rules.Countries)}");
}

if (country == "DE" && state.Length > 0 && !Rules.GermanStates.Contains(state))
{
    return Fail($"state must be one of: {string.Join(", ", Rules.GermanStates)}");
}

var holidays = new Rules(year).Of(country, state)
    .SelectMany(holiday => Rules.WithSubstitute(country, holiday, substitutes))
    .Where(holiday => holiday.Date.Year == year && !(weekdaysOnly && holiday.IsWeekend))
    .OrderBy(holiday => holiday.Date)
    .ToList();
holidays = Rules.SpreadSubstitutes(holidays);

foreach (var (index, holiday) in holidays.Index())
{
    Console.WriteLine($"{holiday.Date:yyyy-MM-dd} {holiday.Date.DayOfWeek,-9} {holiday.Name}");
    Console.WriteLine($"::progress {index + 1}/{holidays.Count}");
}

var folder = Environment.GetEnvironmentVariable("PRISMQ_OUTPUT_DIR") is { Length: > 0 } path ? path : "results";
var results = Directory.CreateDirectory(folder);
var json = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
var rows = holidays.Select(holiday => new { date = $"{holiday.Date:yyyy-MM-dd}", weekday = $"{holiday.Date.DayOfWeek}", name = holiday.Name });
Write("holidays.json", JsonSerializer.Serialize(new { country, state, year, holidays = rows }, json) + "\n");
Write("holidays.csv", string.Concat(rows.Select(row => $"{row.date},{row.weekday},\"{row.name}\"\n").Prepend("date,weekday,name\n")));
Write("holidays.ics", Calendar(holidays));

Console.WriteLine($"::metric holidays={holidays.Count}");
Console.WriteLine($"::metric on_weekdays={holidays.Count(holiday => !holiday.IsWeekend)}");
return 0;

string ValueOf(ref int i) => ++i < args.Length ? args[i] : "";

void Write(string name, string text) => File.WriteAllText(Path.Combine(results.FullName, name), text);

string Calendar(List<Holiday> days)
{
    var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//PrismQ//holidays//EN\r\n");
    foreach (var day in days)
    {
        text.Append($"BEGIN:VEVENT\r\nUID:{country}-{state}-{day.Date:yyyyMMdd}@prismq\r\nDTSTAMP:{DateTime.UtcNow:yyyyMMdd'T'HHmmss'Z'}\r\n");
        text.Append($"DTSTART;VALUE=DATE:{day.Date:yyyyMMdd}\r\nSUMMARY:{day.Name.Replace(",", "\\,")}\r\nEND:VEVENT\r\n");
    }

    return text.Append("END:VCALENDAR\r\n").ToString();
}

static int Fail(string message)
{
    Console.Error.WriteLine($"ERROR {message}");
    return 2;
}

internal sealed record Holiday(DateOnly Date, string Name, bool IsSubstitute = false)
{
    public bool IsWeekend => Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

internal sealed class Rules(int year)
{
    public static readonly string[] Countries = ["AT", "CZ", "DE", "FR", "GB", "PL", "US"];

    public static readonly string[] GermanStates =
        ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"];

    private readonly DateOnly _easter = EasterSunday(year);

    public IEnumerable<Holiday> Of(string country, string state) => country switch
    {
        "AT" =>
        [
            On(1, 1, "New Year's Day"), On(1, 6, "Epiphany"), FromEaster(1, "Easter Monday"), On(5, 1, "State Holiday"),
            FromEaster(39, "Ascension Day"), FromEaster(50, "Whit Monday"), FromEaster(60, "Corpus Christi"),
            On(8, 15, "Assumption Day"), On(10, 26, "National Day"), On(11, 1, "All Saints' Day"),
            On(12, 8, "Immaculate Conception"), On(12, 25, "Christmas Day"), On(12, 26, "St Stephen's Day"),
        ],
        "CZ" =>
        [
            On(1, 1, "New Year's Day"), FromEaster(-2, "Good Friday"), FromEaster(1, "Easter Monday"), On(5, 1, "Labour Day"),
            On(5, 8, "Victory Day"), On(7, 5, "Saints Cyril and Methodius Day"), On(7, 6, "Jan Hus Day"),
            On(9, 28, "Czech Statehood Day"), On(10, 28, "Independent Czechoslovak State Day"),
            On(11, 17, "Freedom and Democracy Day"), On(12, 24, "Christmas Eve"), On(12, 25, "Christmas Day"),
            On(12, 26, "St Stephen's Day"),
        ],
        "DE" =>
        [
            On(1, 1, "New Year's Day"), FromEaster(-2, "Good Friday"), FromEaster(1, "Easter Monday"), On(5, 1, "Labour Day"),
            FromEaster(39, "Ascension Day"), FromEaster(50, "Whit Monday"), On(10, 3, "German Unity Day"),
            On(12, 25, "Christmas Day"), On(12, 26, "St Stephen's Day"), .. OfGermanState(state),
        ],
        "FR" =>
        [
            On(1, 1, "New Year's Day"), FromEaster(1, "Easter Monday"), On(5, 1, "Labour Day"), On(5, 8, "Victory Day"),
            FromEaster(39, "Ascension Day"), FromEaster(50, "Whit Monday"), On(7, 14, "Bastille Day"),
            On(8, 15, "Assumption Day"), On(11, 1, "All Saints' Day"), On(11, 11, "Armistice Day"), On(12, 25, "Christmas Day"),
        ],
        "GB" =>
        [
            On(1, 1, "New Year's Day"), FromEaster(-2, "Good Friday"), FromEaster(1, "Easter Monday"),
            Nth(1, DayOfWeek.Monday, 5, "Early May Bank Holiday"), Last(DayOfWeek.Monday, 5, "Spring Bank Holiday"),
            Last(DayOfWeek.Monday, 8, "Summer Bank Holiday"), On(12, 25, "Christmas Day"), On(12, 26, "Boxing Day"),
        ],
        "PL" =>
        [
            On(1, 1, "New Year's Day"), On(1, 6, "Epiphany"), FromEaster(0, "Easter Sunday"), FromEaster(1, "Easter Monday"),
            On(5, 1, "Labour Day"), On(5, 3, "Constitution Day"), FromEaster(49, "Pentecost"), FromEaster(60, "Corpus Christi"),
            On(8, 15, "Assumption Day"), On(11, 1, "All Saints' Day"), On(11, 11, "Independence Day"),
            On(12, 24, "Christmas Eve"), On(12, 25, "Christmas Day"), On(12, 26, "St Stephen's Day"),
        ],
        // New Year's Day of the next year may be kept on the last Friday of this one.
        "US" =>
        [
            On(1, 1, "New Year's Day"), Nth(3, DayOfWeek.Monday, 1, "Martin Luther King Jr. Day"),
            Nth(3, DayOfWeek.Monday, 2, "Washington's Birthday"), Last(DayOfWeek.Monday, 5, "Memorial Day"),
            On(6, 19, "Juneteenth"), On(7, 4, "Independence Day"), Nth(1, DayOfWeek.Monday, 9, "Labor Day"),
            Nth(2, DayOfWeek.Monday, 10, "Columbus Day"), On(11, 11, "Veterans Day"),
            Nth(4, DayOfWeek.Thursday, 11, "Thanksgiving Day"), On(12, 25, "Christmas Day"),
            new Holiday(new DateOnly(year + 1, 1, 1), "New Year's Day"),
        ],
        _ => [],
    };

    /// <summary>The holiday and, where its country moves one that falls on a weekend, the day off in its place.</summary>
    public static IEnumerable<Holiday> WithSubstitute(string country, Holiday holiday, bool wanted)
    {
        yield return holiday;
        if (wanted && holiday.IsWeekend && (country is "GB" or "US"))
        {
            var days = (country, holiday.Date.DayOfWeek) switch
            {
                ("US", DayOfWeek.Saturday) => -1,
                (_, DayOfWeek.Saturday) => 2,
                _ => 1,
            };
            yield return new Holiday(holiday.Date.AddDays(days), $"{holiday.Name} (substitute)", IsSubstitute: true);
        }
    }

    /// <summary>Moves a substitute on while its day is taken: Boxing Day's, when Christmas Day has one too.</summary>
    public static List<Holiday> SpreadSubstitutes(List<Holiday> holidays)
    {
        var taken = holidays.Where(holiday => !holiday.IsSubstitute).Select(holiday => holiday.Date).ToHashSet();
        return holidays
            .Select(holiday =>
            {
                while (holiday.IsSubstitute && !taken.Add(holiday.Date))
                {
                    holiday = holiday with { Date = holiday.Date.AddDays(1) };
                }

                return holiday;
            })
            .OrderBy(holiday => holiday.Date)
            .ToList();
    }

    private IEnumerable<Holiday> OfGermanState(string state)
    {
        (Holiday Day, string States)[] days =
        [
            (On(1, 6, "Epiphany"), "BW BY ST"),
            (On(3, 8, "Women's Day"), "BE MV"),
            (FromEaster(0, "Easter Sunday"), "BB"),
            (FromEaster(49, "Whit Sunday"), "BB"),
            (FromEaster(60, "Corpus Christi"), "BW BY HE NW RP SL"),
            (On(8, 15, "Assumption Day"), "SL"),
            (On(9, 20, "Children's Day"), "TH"),
            (On(10, 31, "Reformation Day"), "BB HB HH MV NI SH SN ST TH"),
            (On(11, 1, "All Saints' Day"), "BW BY NW RP SL"),
            (Before(new DateOnly(year, 11, 23), DayOfWeek.Wednesday, "Day of Repentance"), "SN"),
        ];
        return days.Where(entry => entry.States.Split(' ').Contains(state)).Select(entry => entry.Day);
    }

    private Holiday On(int month, int day, string name) => new(new DateOnly(year, month, day), name);

    private Holiday FromEaster(int days, string name) => new(_easter.AddDays(days), name);

    private Holiday Nth(int n, DayOfWeek weekday, int month, string name)
    {
        var first = new DateOnly(year, month, 1);
        return new Holiday(first.AddDays((weekday - first.DayOfWeek + 7) % 7 + 7 * (n - 1)), name);
    }

    private Holiday Last(DayOfWeek weekday, int month, string name) =>
        Before(new DateOnly(year, month, 1).AddMonths(1), weekday, name);

    private static Holiday Before(DateOnly day, DayOfWeek weekday, string name) =>
        new(day.AddDays(-((day.DayOfWeek - weekday + 6) % 7 + 1)), name);

    /// <summary>The Gregorian computus, as published anonymously in Nature in 1876.</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var correction = (century - (century + 8) / 25 + 1) / 3;
        var epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        var late = (golden + 11 * epact + 22 * weekday) / 451;
        var days = epact + weekday - 7 * late + 114;
        return new DateOnly(year, days / 31, days % 31 + 1);
    }
}
