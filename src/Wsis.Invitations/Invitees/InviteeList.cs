using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Invitees;

/// <summary>Reads <c>invitees.csv</c> (RFC 4180; comma, semicolon or tab; UTF-8 with or without a byte order mark) and
/// says everything that is wrong with it, by line and column. Cells are text: a formula in one stays the characters it
/// is.</summary>
public static class InviteeList
{
    public const string FileName = "invitees.csv";

    /// <summary>The columns, in any order; all must be there.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "id",
        "state",
        "name",
        "office",
        "salutation",
        "language",
        "address",
        "copy",
        "zone",
        "weekend",
        "region",
    ];

    /// <summary>The most invitees of a campaign: 256 buckets hold them comfortably.</summary>
    public const int Most = 200_000;

    /// <summary>The most characters of a cell.</summary>
    public const int MaxCellLength = 300;

    /// <summary>The most problems that are listed; a file with more is not the file that was meant.</summary>
    private const int MaxProblems = 1000;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Reads a list that is no file: the cells of each row by the names of <see cref="Columns"/>; one that is
    /// left out is empty. It is checked as a file is. What is wrong is added to <paramref name="problems"/>, under the
    /// name of <paramref name="list"/> and the row's number, from 1.</summary>
    public static IReadOnlyList<Invitee> Read(
        string list,
        IEnumerable<IReadOnlyDictionary<string, string>> rows,
        List<Problem> problems
    )
    {
        var reading = new Reading(list, problems);
        foreach (var (index, row) in rows.Index())
            if (
                problems.Count >= MaxProblems
                || !reading.Take(name => row.GetValueOrDefault(name, "").Trim(), index + 1)
            )
                break;
        return reading.End(line: 0);
    }

    /// <summary>Reads the list; what is wrong is added to <paramref name="problems"/>, and nothing of a list with
    /// problems is to be used.</summary>
    public static IReadOnlyList<Invitee> Read(ReadOnlySpan<byte> utf8, List<Problem> problems)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (Decode(utf8, problems) is not { } text)
            return [];
        using var csv = new CsvReader(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = DelimiterOf(text),
                TrimOptions = TrimOptions.Trim,
                BadDataFound = null,
                MissingFieldFound = null,
                IgnoreBlankLines = true,
                MaxFieldSize = 64 * 1024,
                LineBreakInQuotedFieldIsBadData = false,
            }
        );
        try
        {
            return ReadHeader(csv, problems) ? ReadRows(csv, problems) : [];
        }
        catch (CsvHelperException e)
        {
            problems.Add(
                new Problem(FileName, csv.Parser.RawRow, $"cannot be read as CSV: {e.Message.Split('\n')[0].Trim()}")
            );
            return [];
        }
    }

    private static string? Decode(ReadOnlySpan<byte> utf8, List<Problem> problems)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + utf8[..Math.Clamp(e.Index, 0, utf8.Length)].Count((byte)'\n');
            problems.Add(
                new Problem(FileName, line, "is not UTF-8 here; save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')")
            );
            return null;
        }
    }

    private static string DelimiterOf(string text)
    {
        var header = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        return header.Contains(';') ? ";"
            : header.Contains('\t') ? "\t"
            : ",";
    }

    private static bool ReadHeader(CsvReader csv, List<Problem> problems)
    {
        if (!csv.Read() || !csv.ReadHeader())
        {
            problems.Add(
                new Problem(FileName, 1, $"is empty; its first line must name the columns {string.Join(",", Columns)}")
            );
            return false;
        }
        var header = csv.HeaderRecord!;
        var before = problems.Count;
        foreach (var missing in Columns.Except(header))
            problems.Add(new Problem(FileName, 1, $"the column '{missing}' is missing"));
        foreach (var unknown in header.Except(Columns))
            problems.Add(
                new Problem(
                    FileName,
                    1,
                    $"the column '{unknown}' is not known; the columns are {string.Join(",", Columns)}"
                )
            );
        foreach (var twice in header.GroupBy(h => h).Where(g => g.Count() > 1))
            problems.Add(new Problem(FileName, 1, $"the column '{twice.Key}' stands there twice"));
        return problems.Count == before;
    }

    private static List<Invitee> ReadRows(CsvReader csv, List<Problem> problems)
    {
        var reading = new Reading(FileName, problems);
        var columns = csv.HeaderRecord!.Length;
        while (csv.Read() && problems.Count < MaxProblems)
            if (csv.Parser.Count != columns)
                problems.Add(
                    new Problem(
                        FileName,
                        csv.Parser.RawRow,
                        $"has {csv.Parser.Count} cells where the header has {columns}"
                    )
                );
            else if (!reading.Take(name => csv.GetField(name)!, csv.Parser.RawRow))
                break;
        return reading.End(line: 1);
    }

    /// <summary>A list while it is read, row by row.</summary>
    private sealed class Reading(string list, List<Problem> problems)
    {
        private readonly List<Invitee> invitees = [];
        private readonly Dictionary<string, int> ids = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, int> addresses = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Takes a row in; false where it is one too many.</summary>
        public bool Take(Func<string, string> cell, int line)
        {
            var row = new InviteeRow(cell, list, line, problems);
            if (invitees.Count == Most)
            {
                row.Report($"is one too many: a campaign has at most {Most} invitees");
                return false;
            }
            row.Unique("id", ids);
            row.Unique("address", addresses);
            if (row.ToInvitee() is { } invitee)
                invitees.Add(invitee);
            return true;
        }

        public List<Invitee> End(int line)
        {
            if (invitees.Count == 0 && problems.Count == 0)
                problems.Add(new Problem(list, line, "has no invitees"));
            return invitees;
        }
    }

    private readonly struct InviteeRow(Func<string, string> cells, string list, int line, List<Problem> problems)
    {
        public void Report(string message) => problems.Add(new Problem(list, line, message));

        public void Unique(string column, Dictionary<string, int> seen)
        {
            var cell = cells(column);
            if (cell.Length > 0 && !seen.TryAdd(cell, line))
                Report($"column '{column}': '{Shown(cell)}' stands already in line {seen[cell]}");
        }

        public Invitee? ToInvitee()
        {
            var before = problems.Count;
            var id = Cell(
                "id",
                t => InviteeId.TryParse(t, out var value) ? value : (InviteeId?)null,
                "an invitee id: 1 to 60 letters, digits, '-', '.' or '_'"
            );
            var state = Cell("state", t => StateCodes.Contains(t) ? t : null, "an ISO 3166-1 alpha-3 code of a State");
            var name = Cell("name", AsLine, "a text of one line");
            var office = Cell("office", AsLine, "a text of one line");
            var salutation = Cell("salutation", AsLine, "a text of one line");
            var language = Cell(
                "language",
                t => Language.TryParse(t, out var value) ? value : null,
                "one of the languages ar, en, es, fr, ru, zh"
            );
            var address = Cell("address", t => EmailAddress.IsOne(t) ? t : null, "an e-mail address");
            var copy = Cell("copy", t => t.Length == 0 || EmailAddress.IsOne(t) ? t : null, "an e-mail address");
            var zone = Cell("zone", DateTimeZoneProviders.Tzdb.GetZoneOrNull, "an IANA time zone");
            var weekend = Cell(
                "weekend",
                t => Weekend.TryParse(t, out var value) ? value : null,
                "days such as 'Sat Sun'"
            );
            var region = Cell("region", t => t.Length == 0 ? t : AsLine(t), "a text of one line");
            return problems.Count > before
                ? null
                : new Invitee
                {
                    Id = id!.Value,
                    State = state!,
                    Name = name!,
                    Office = office!,
                    Salutation = salutation!,
                    Language = language!,
                    Address = address!,
                    Copy = copy is { Length: > 0 } ? copy : null,
                    Zone = zone!,
                    Weekend = weekend!.Value,
                    Region = region!,
                };
        }

        private T? Cell<T>(string column, Func<string, T?> parse, string form)
        {
            var cell = cells(column);
            if (cell.Length > MaxCellLength)
            {
                Report($"column '{column}': has {cell.Length} characters; at most {MaxCellLength} are allowed");
                return default;
            }
            var value = parse(cell);
            if (value is null)
                Report(
                    cell.Length == 0
                        ? $"column '{column}': is empty; it must be {form}"
                        : $"column '{column}': '{Shown(cell)}' is not {form}"
                );
            return value;
        }

        private static string? AsLine(string text) => text.Length > 0 && !text.Any(char.IsControl) ? text : null;

        private static string Shown(string cell) => cell.Length <= 60 ? cell : cell[..60] + "…";
    }
}
