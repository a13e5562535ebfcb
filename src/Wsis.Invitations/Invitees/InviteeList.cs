using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Invitees;

/// <summary>Reads a list of invitees (<see cref="InviteeTable"/>) and reports everything that is wrong with it, by line
/// and column.</summary>
public static class InviteeList
{
    public const string FileName = "invitees.csv";

    /// <summary>The columns that must be there, in any order.</summary>
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

    /// <summary>The columns that may be left out.</summary>
    public static readonly IReadOnlyList<string> OptionalColumns = ["group", "honorific", "person", "postal", "fax"];

    /// <summary>All columns that every list can have. Any other one is a column of the list's own
    /// (<see cref="OwnColumn"/>).</summary>
    public static readonly IReadOnlyList<string> StandardColumns = [.. Columns, .. OptionalColumns];

    /// <summary>The most invitees of a campaign: 256 buckets hold them comfortably.</summary>
    public const int MaxInvitees = 200_000;

    /// <summary>The most characters of a cell.</summary>
    public const int MaxCellLength = 300;

    /// <summary>The most characters of a cell with addresses and their display names, or with a postal
    /// address.</summary>
    private const int MaxAddressesLength = 2000;

    /// <summary>The most problems that are listed; a file with more is not the file that was meant.</summary>
    private const int MaxProblems = 1000;

    /// <summary>Reads a list that is not a file: the cells of each row by the names of columns. A missing cell is
    /// empty. The checks are those of a file. Problems are added to <paramref name="problems"/>, under the name of
    /// <paramref name="list"/> and the row's number, from 1.</summary>
    public static IReadOnlyList<Invitee> Read(
        string list,
        IEnumerable<IReadOnlyDictionary<string, string>> rows,
        List<Problem> problems,
        List<Problem> warnings
    )
    {
        var reading = new Reading(list, problems, warnings);
        foreach (var (index, row) in rows.Index())
        {
            var own = NameOwnColumns(
                [.. row.Keys.Except(StandardColumns)],
                reason => problems.Add(new Problem(list, index + 1, reason))
            );
            if (
                problems.Count >= MaxProblems
                || !reading.Take(
                    name => InviteeTable.Clean(row.GetValueOrDefault(name, "")),
                    [.. own.Select(c => (c.Name, InviteeTable.Clean(row[c.Heading])))],
                    index + 1
                )
            )
                break;
        }
        return reading.End();
    }

    /// <summary>Reads the list; what is wrong is added to <paramref name="problems"/>, and nothing of a list with
    /// problems is to be used.</summary>
    public static IReadOnlyList<Invitee> Read(byte[] file, List<Problem> problems, List<Problem>? warnings = null) =>
        ReadTable(file, problems) is { } table ? Read(table, problems, warnings ?? []) : [];

    /// <summary>Reads the rows of a table, also where its heading has problems: everything is reported at
    /// once.</summary>
    internal static IReadOnlyList<Invitee> Read(InviteeTable table, List<Problem> problems, List<Problem> warnings)
    {
        CheckHeader(table, problems);
        var reading = new Reading(FileName, problems, warnings);
        var positions = table.Columns.Index().DistinctBy(c => c.Item).ToDictionary(c => c.Item, c => c.Index);
        var own = NameOwnColumns([.. table.Columns.Distinct().Except(StandardColumns)], _ => { });
        foreach (var row in table.Rows)
        {
            if (problems.Count >= MaxProblems)
                break;
            if (row.Cells.Count > table.Columns.Count)
                problems.Add(
                    new Problem(
                        FileName,
                        row.Line,
                        new ProblemReason.TooManyCells(row.Cells.Count, table.Columns.Count)
                    )
                );
            else if (
                !reading.Take(
                    name => CellOf(row, positions.GetValueOrDefault(name, -1)),
                    [.. own.Select(c => (c.Name, CellOf(row, positions[c.Heading])!))],
                    row.Line
                )
            )
                break;
        }
        return reading.End();
    }

    /// <summary>Reads the file as a table; null, with a problem added, where it is none.</summary>
    internal static InviteeTable? ReadTable(byte[] file, List<Problem> problems)
    {
        try
        {
            return InviteeTable.Read(file);
        }
        catch (UnreadableListException e)
        {
            problems.Add(new Problem(FileName, e.Line, e.Reason));
            return null;
        }
    }

    /// <summary>Writes a list as <see cref="FileName"/> has it.</summary>
    public static byte[] Write(IEnumerable<Invitee> invitees)
    {
        var all = invitees.ToList();
        var columns = ColumnsOf(all);
        return InviteeTable.Write(columns, all.Select(i => (IReadOnlyList<string>)[.. columns.Select(i.CellOf)]));
    }

    /// <summary>The columns that a list of these invitees needs: <see cref="Columns"/>, the optional ones of which
    /// somebody has a value, and the list's own by name.</summary>
    public static IReadOnlyList<string> ColumnsOf(IReadOnlyCollection<Invitee> invitees) =>
        [
            .. Columns,
            .. OptionalColumns.Where(c => invitees.Any(i => i.CellOf(c).Length > 0)),
            .. invitees.SelectMany(i => i.Own.Cells.Keys).Distinct().Order(StringComparer.Ordinal),
        ];

    /// <summary>A cell as people write it: addresses with their domains in their own script.</summary>
    public static string ToDisplay(string column, string cell) =>
        column is "address" or "copy" ? EmailAddress.ToDisplay(cell) : cell;

    /// <summary>The cell of an invitee in a column, standard or own. Empty if it has none.</summary>
    public static string CellOf(this Invitee invitee, string column) =>
        column switch
        {
            "id" => invitee.Id.Value,
            "state" => invitee.State,
            "name" => invitee.Name,
            "office" => invitee.Office,
            "salutation" => invitee.Salutation,
            "language" => LanguagePair.Format(invitee.Language, invitee.SecondLanguage),
            "address" => invitee.Address,
            "copy" => invitee.Copy ?? "",
            "zone" => invitee.Zone.Id,
            "weekend" => invitee.Weekend.ToString(),
            "region" => invitee.Region,
            "group" => invitee.Group,
            "honorific" => invitee.Honorific,
            "person" => invitee.Person,
            "postal" => invitee.Postal,
            "fax" => invitee.Fax,
            _ => invitee.Own[column],
        };

    /// <summary>Reads an invitee with some cells replaced, as a row of a list is read.</summary>
    /// <param name="invitee">The invitee.</param>
    /// <param name="cells">The new cells by the names of columns, standard or own.</param>
    /// <param name="problems">Takes what is wrong, by column.</param>
    /// <returns>The invitee; null where something is wrong.</returns>
    public static Invitee? Correct(Invitee invitee, IReadOnlyDictionary<string, string> cells, List<Problem> problems)
    {
        var row = ColumnsOf([invitee]).ToDictionary(c => c, invitee.CellOf);
        foreach (var (column, cell) in cells)
            row[StandardColumns.Contains(column) ? column : OwnColumn.FindName(column) ?? column] = cell;
        return Read(FileName, [row], problems, []) is [var corrected] && problems.Count == 0 ? corrected : null;
    }

    /// <summary>Names the columns that a list has beside the standard ones.</summary>
    /// <param name="headings">Their headings.</param>
    /// <param name="report">Takes what is wrong with them. Such a column is left out.</param>
    internal static IReadOnlyList<(string Heading, string Name)> NameOwnColumns(
        IReadOnlyList<string> headings,
        Action<ProblemReason> report
    )
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var heading in headings)
            if (OwnColumn.FindName(heading) is not { } name)
                report(new ProblemReason.UnknownColumn(heading, string.Join(",", StandardColumns)));
            else if (!named.TryAdd(name, heading))
                report(new ProblemReason.ColumnTwice(name));
        if (named.Count > OwnColumn.MaxColumns)
            report(new ProblemReason.TooManyOwnColumns(named.Count, OwnColumn.MaxColumns));
        return [.. named.Take(OwnColumn.MaxColumns).Select(c => (c.Value, c.Key))];
    }

    private static string? CellOf(InviteeTableRow row, int position) =>
        position < 0 ? null
        : position < row.Cells.Count ? row.Cells[position]
        : "";

    private static void CheckHeader(InviteeTable table, List<Problem> problems)
    {
        if (table.Columns.Count == 0)
        {
            Report(new ProblemReason.NoColumns(string.Join(",", Columns)));
            return;
        }
        foreach (var missing in Columns.Except(table.Columns))
            Report(new ProblemReason.ColumnMissing(missing));
        NameOwnColumns([.. table.Columns.Distinct().Except(StandardColumns)], Report);
        foreach (var twice in table.Columns.CountBy(h => h).Where(g => g.Value > 1))
            Report(new ProblemReason.ColumnTwice(twice.Key));

        void Report(ProblemReason reason) => problems.Add(new Problem(FileName, table.HeaderLine, reason));
    }

    /// <summary>A list while it is read, row by row.</summary>
    private sealed class Reading(string list, List<Problem> problems, List<Problem> warnings)
    {
        private readonly List<Invitee> invitees = [];
        private readonly Dictionary<string, int> ids = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, int> addresses = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Days off as they were read: a list has few different ones.</summary>
        private readonly Dictionary<string, Weekend?> weekends = new(StringComparer.Ordinal);

        /// <summary>Takes a row in; false where it is one too many.</summary>
        public bool Take(Func<string, string?> cell, IReadOnlyList<(string Column, string Cell)> own, int line)
        {
            var row = new InviteeRow(cell, own, list, line, problems, FindWeekend);
            if (invitees.Count == MaxInvitees)
            {
                row.Report(new ProblemReason.OneTooMany(MaxInvitees));
                return false;
            }
            row.Unique("id", ids);
            row.WarnIfShared("address", addresses, warnings);
            if (row.ToInvitee() is { } invitee)
                invitees.Add(invitee);
            return true;
        }

        private Weekend? FindWeekend(string text) =>
            weekends.TryGetValue(text, out var weekend) ? weekend : weekends[text] = WeekdayNames.Find(text);

        public List<Invitee> End()
        {
            if (invitees.Count == 0 && problems.Count == 0)
                problems.Add(new Problem(list, 0, new ProblemReason.NoInvitees()));
            return invitees;
        }
    }

    private sealed class InviteeRow(
        Func<string, string?> cells,
        IReadOnlyList<(string Column, string Cell)> own,
        string list,
        int line,
        List<Problem> problems,
        Func<string, Weekend?> findWeekend
    )
    {
        public void Report(ProblemReason reason, string? column = null) =>
            problems.Add(new Problem(list, line, reason) { Column = column });

        public void Unique(string column, Dictionary<string, int> seen)
        {
            if (cells(column) is { Length: > 0 } cell && !seen.TryAdd(cell, line))
                Report(new ProblemReason.IdTwice(cell, seen[cell]), column);
        }

        /// <summary>An embassy may serve two States with one mailbox. Staff then assign the messages of that
        /// address.</summary>
        public void WarnIfShared(string column, Dictionary<string, int> seen, List<Problem> warnings)
        {
            if (cells(column) is not { Length: > 0 } cell || !EmailAddress.TryReadList(cell, out var addresses))
                return;
            foreach (var address in EmailAddress.Split(addresses))
                if (!seen.TryAdd(address, line) && warnings.Count < MaxProblems)
                    warnings.Add(
                        new Problem(
                            list,
                            line,
                            new ProblemReason.AddressShared(EmailAddress.ToDisplay(address), seen[address])
                        )
                        {
                            Column = column,
                            IsWarning = true,
                        }
                    );
        }

        public Invitee? ToInvitee()
        {
            var isWhole = true;
            var before = problems.Count;
            foreach (var column in Columns)
                isWhole &= cells(column) is not null;
            var id = Cell(
                "id",
                t => InviteeId.TryParse(t, out var value) ? value : (InviteeId?)null,
                ValueForm.InviteeId
            );
            var state = Cell("state", t => StateCodes.Contains(t) ? t : null, ValueForm.StateCode);
            var office = Cell("office", AsLine, ValueForm.TextLine);
            var salutation = Cell("salutation", AsLine, ValueForm.TextLine);
            Language? secondLanguage = null;
            var language = Cell(
                "language",
                t => LanguagePair.TryParse(t, out var value, out secondLanguage) ? value : null,
                ValueForm.OfficeLanguages
            );
            // Where the list gives no name, it is the official one, if there is one in the language.
            var name = Cell(
                "name",
                t => t.Length > 0 ? AsLine(t) : StateNames.FindOfficial(state ?? "", language ?? Language.English),
                ValueForm.TextLine
            );
            var postal = Optional("postal", PostalAddress.Read, ValueForm.PostalAddress);
            var fax = Optional("fax", PostalAddress.ReadFax, ValueForm.FaxNumber);
            var isOnPaper = (cells("postal") ?? "").Length > 0 || (cells("fax") ?? "").Length > 0;
            var address = Cell(
                "address",
                t =>
                    t.Length == 0 && isOnPaper ? t
                    : EmailAddress.TryReadList(t, out var read) ? read
                    : null,
                cells("address") is "" ? ValueForm.EmailAddressOrPaper : AddressForm("address")
            );
            var copy = Cell(
                "copy",
                t =>
                    t.Length == 0 ? t
                    : EmailAddress.TryReadList(t, out var read) ? read
                    : null,
                AddressForm("copy")
            );
            var zone = Cell("zone", ZoneNames.Find, ValueForm.OfficeZone);
            var weekend = Cell("weekend", findWeekend, ValueForm.Weekend);
            var region = Optional("region", AsLine, ValueForm.TextLine);
            var group = Optional("group", GroupName.Read, ValueForm.GroupName);
            var honorific = Optional("honorific", AsLine, ValueForm.TextLine);
            var person = Optional("person", AsLine, ValueForm.TextLine);
            var ownCells = own.Select(c =>
                    KeyValuePair.Create(c.Column, OptionalIn(c.Column, c.Cell, AsLine, ValueForm.TextLine))
                )
                .ToList();
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
                    SecondLanguage = secondLanguage,
                    Address = address!,
                    Copy = copy is { Length: > 0 } ? copy : null,
                    Zone = zone!,
                    Weekend = weekend!.Value,
                    Region = region,
                    Group = group,
                    Honorific = honorific,
                    Person = person,
                    Postal = postal,
                    Fax = fax,
                    Own = ownCells.Count == 0 ? OwnCells.None : new OwnCells(ownCells),
                };
        }

        /// <summary>A cell that may be empty, in a column that may be left out.</summary>
        private string Optional(string column, Func<string, string?> parse, ValueForm form) =>
            OptionalIn(column, cells(column) ?? "", parse, form);

        private string OptionalIn(string column, string cell, Func<string, string?> parse, ValueForm form) =>
            cell.Length == 0 ? "" : Parse(column, cell, parse, form) ?? "";

        private ValueForm AddressForm(string column) =>
            cells(column) is { } cell && EmailAddress.IsList(cell) ? ValueForm.EmailAddresses : ValueForm.EmailAddress;

        private T? Cell<T>(string column, Func<string, T?> parse, ValueForm form)
        {
            return cells(column) is { } cell ? Parse(column, cell, parse, form) : default;
        }

        private T? Parse<T>(string column, string cell, Func<string, T?> parse, ValueForm form)
        {
            var max = column is "address" or "copy" or "postal" ? MaxAddressesLength : MaxCellLength;
            if (cell.Length > max)
            {
                Report(new ProblemReason.CellTooLong(cell.Length, max), column);
                return default;
            }
            var value = parse(cell);
            if (value is null)
                Report(
                    cell.Length == 0 ? new ProblemReason.IsEmpty(form) : new ProblemReason.IsNot(cell, form),
                    column
                );
            return value;
        }

        private static string? AsLine(string text) => text.Length > 0 && !text.Any(char.IsControl) ? text : null;
    }
}
