using CsvHelper;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Invitees;

/// <summary>Reads a list of invitees (<see cref="InviteeTable"/>) and reports everything that is wrong with it, by line
/// and column.</summary>
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
    public const int MaxInvitees = 200_000;

    /// <summary>The most characters of a cell.</summary>
    public const int MaxCellLength = 300;

    /// <summary>The most problems that are listed; a file with more is not the file that was meant.</summary>
    private const int MaxProblems = 1000;

    /// <summary>Reads a list that is not a file: the cells of each row by the names of <see cref="Columns"/>. A missing
    /// cell is empty. The checks are those of a file. Problems are added to <paramref name="problems"/>, under the name
    /// of <paramref name="list"/> and the row's number, from 1.</summary>
    public static IReadOnlyList<Invitee> Read(
        string list,
        IEnumerable<IReadOnlyDictionary<string, string>> rows,
        List<Problem> problems
    )
    {
        var reading = new Reading(list, problems, []);
        foreach (var (index, row) in rows.Index())
            if (
                problems.Count >= MaxProblems
                || !reading.Take(name => InviteeTable.Clean(row.GetValueOrDefault(name, "")), index + 1)
            )
                break;
        return reading.End(line: 0);
    }

    /// <summary>Reads the list; what is wrong is added to <paramref name="problems"/>, and nothing of a list with
    /// problems is to be used.</summary>
    public static IReadOnlyList<Invitee> Read(ReadOnlySpan<byte> file, List<Problem> problems) =>
        ReadTable(file, problems) is { } table ? Read(table, problems, []) : [];

    /// <summary>Reads the rows of a table, also where its heading has problems: everything is reported at
    /// once.</summary>
    internal static IReadOnlyList<Invitee> Read(InviteeTable table, List<Problem> problems, List<Problem> warnings)
    {
        CheckHeader(table, problems);
        var reading = new Reading(FileName, problems, warnings);
        var positions = table.Columns.Index().DistinctBy(c => c.Item).ToDictionary(c => c.Item, c => c.Index);
        foreach (var row in table.Rows)
        {
            if (problems.Count >= MaxProblems)
                break;
            if (row.Cells.Count > table.Columns.Count)
                problems.Add(
                    new Problem(
                        FileName,
                        row.Line,
                        $"has {EnglishCount.Format(row.Cells.Count, "cell")}; the header has {table.Columns.Count}"
                    )
                );
            else if (!reading.Take(name => CellOf(row, positions.GetValueOrDefault(name, -1)), row.Line))
                break;
        }
        return reading.End(line: table.HeaderLine);
    }

    /// <summary>Reads the file as a table; null, with a problem added, where it is none.</summary>
    internal static InviteeTable? ReadTable(ReadOnlySpan<byte> file, List<Problem> problems)
    {
        try
        {
            return InviteeTable.Read(file);
        }
        catch (CsvHelperException e)
        {
            problems.Add(
                new Problem(
                    FileName,
                    e.Context?.Parser?.RawRow ?? 1,
                    $"cannot be read as CSV: {e.Message.Split('\n')[0].Trim()}"
                )
            );
            return null;
        }
    }

    /// <summary>Writes a list as <see cref="FileName"/> has it.</summary>
    public static byte[] Write(IEnumerable<Invitee> invitees) =>
        InviteeTable.Write(
            Columns,
            invitees.Select(i =>
                (IReadOnlyList<string>)
                    [
                        i.Id.Value,
                        i.State,
                        i.Name,
                        i.Office,
                        i.Salutation,
                        i.Language.Code,
                        i.Address,
                        i.Copy ?? "",
                        i.Zone.Id,
                        i.Weekend.ToString(),
                        i.Region,
                    ]
            )
        );

    private static string? CellOf(InviteeTableRow row, int position) =>
        position < 0 ? null
        : position < row.Cells.Count ? row.Cells[position]
        : "";

    private static void CheckHeader(InviteeTable table, List<Problem> problems)
    {
        if (table.Columns.Count == 0)
        {
            Report($"is empty; its first line must name the columns {string.Join(",", Columns)}");
            return;
        }
        foreach (var missing in Columns.Except(table.Columns))
            Report($"the column '{missing}' is missing");
        foreach (var unknown in table.Columns.Except(Columns))
            Report($"the column '{unknown}' is not known; the columns are {string.Join(",", Columns)}");
        foreach (var twice in table.Columns.CountBy(h => h).Where(g => g.Value > 1))
            Report($"the column '{twice.Key}' stands there twice");

        void Report(string message) => problems.Add(new Problem(FileName, table.HeaderLine, message));
    }

    /// <summary>A list while it is read, row by row.</summary>
    private sealed class Reading(string list, List<Problem> problems, List<Problem> warnings)
    {
        private readonly List<Invitee> invitees = [];
        private readonly Dictionary<string, int> ids = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, int> addresses = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Takes a row in; false where it is one too many.</summary>
        public bool Take(Func<string, string?> cell, int line)
        {
            var row = new InviteeRow(cell, list, line, problems);
            if (invitees.Count == MaxInvitees)
            {
                row.Report($"is one too many: a campaign has at most {MaxInvitees} invitees");
                return false;
            }
            row.Unique("id", ids);
            row.WarnIfShared("address", addresses, warnings);
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

    private readonly struct InviteeRow(Func<string, string?> cells, string list, int line, List<Problem> problems)
    {
        public void Report(string message, string? column = null) =>
            problems.Add(new Problem(list, line, message) { Column = column });

        public void Unique(string column, Dictionary<string, int> seen)
        {
            if (cells(column) is { Length: > 0 } cell && !seen.TryAdd(cell, line))
                Report($"column '{column}': '{Shown(cell)}' stands already in line {seen[cell]}", column);
        }

        /// <summary>An embassy may serve two States with one mailbox. Staff then assign the messages of that
        /// address.</summary>
        public void WarnIfShared(string column, Dictionary<string, int> seen, List<Problem> warnings)
        {
            if (
                cells(column) is { Length: > 0 } cell
                && EmailAddress.TryRead(cell, out var address)
                && !seen.TryAdd(address, line)
                && warnings.Count < MaxProblems
            )
                warnings.Add(
                    new Problem(
                        list,
                        line,
                        $"column '{column}': '{Shown(cell)}' is also the address of line {seen[address]}"
                    )
                    {
                        IsWarning = true,
                    }
                );
        }

        public Invitee? ToInvitee()
        {
            var (isWhole, before) = (true, problems.Count);
            foreach (var column in Columns)
                isWhole &= cells(column) is not null;
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
            var address = Cell(
                "address",
                t => EmailAddress.TryRead(t, out var read) ? read : null,
                "an e-mail address"
            );
            var copy = Cell(
                "copy",
                t =>
                    t.Length == 0 ? t
                    : EmailAddress.TryRead(t, out var read) ? read
                    : null,
                "an e-mail address"
            );
            var zone = Cell("zone", DateTimeZoneProviders.Tzdb.GetZoneOrNull, "an IANA time zone");
            var weekend = Cell(
                "weekend",
                t => Weekend.TryParse(t, out var value) ? value : null,
                "days such as 'Sat Sun'"
            );
            var region = Cell("region", t => t.Length == 0 ? t : AsLine(t), "a text of one line");
            return problems.Count > before || !isWhole
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
            if (cells(column) is not { } cell)
                return default;
            if (cell.Length > MaxCellLength)
            {
                Report($"column '{column}': has {cell.Length} characters; at most {MaxCellLength} are allowed", column);
                return default;
            }
            var value = parse(cell);
            if (value is null)
                Report(
                    cell.Length == 0
                        ? $"column '{column}': is empty; it must be {form}"
                        : $"column '{column}': '{Shown(cell)}' is not {form}",
                    column
                );
            return value;
        }

        private static string? AsLine(string text) => text.Length > 0 && !text.Any(char.IsControl) ? text : null;

        /// <summary>The cell on one line, so that a problem is one line too.</summary>
        private static string Shown(string cell) => TextSanitizer.LineUpTo(60, cell);
    }
}
