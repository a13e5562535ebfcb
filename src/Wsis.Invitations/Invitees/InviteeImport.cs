using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Invitees;

/// <summary>Brings a list as an office keeps it into the form of <see cref="InviteeList"/>.</summary>
public static class InviteeImport
{
    /// <summary>The codes of languages by their names in English, French and the language itself.</summary>
    private static readonly Dictionary<string, string> LanguageNames = new(
        Language.All.Select(l => KeyValuePair.Create(Simplify(l.Name), l.Code))
    )
    {
        ["arabic"] = "ar",
        ["arabe"] = "ar",
        ["a"] = "ar",
        ["chinese"] = "zh",
        ["chinois"] = "zh",
        ["c"] = "zh",
        ["english"] = "en",
        ["anglais"] = "en",
        ["e"] = "en",
        ["french"] = "fr",
        ["francais"] = "fr",
        ["f"] = "fr",
        ["russian"] = "ru",
        ["russe"] = "ru",
        ["r"] = "ru",
        ["spanish"] = "es",
        ["espagnol"] = "es",
        ["espanol"] = "es",
        ["s"] = "es",
    };

    /// <summary>The rows in which the headings are searched below a title.</summary>
    private const int MaxTitleRows = 10;

    /// <summary>The rows that show whether a column lacks.</summary>
    private const int MaxTriedRows = 20;

    /// <summary>Reads a text file or the first or named sheet of a spreadsheet. Rows above the headings, such as a
    /// title, are left out.</summary>
    /// <exception cref="UnreadableListException">It cannot be read.</exception>
    public static InviteeTable Read(byte[] content, string? sheet)
    {
        var table = Spreadsheet.Is(content) ? Spreadsheet.Read(content, sheet) : InviteeTable.Read(content);
        // Two headings that are known are no title.
        if (Propose(table).Count >= 2)
            return table;
        var heading = table.Rows.Take(MaxTitleRows).FirstOrDefault(r => InviteeHeadings.Propose(r.Cells).Count >= 3);
        return heading is null ? table : InviteeTable.Create([.. table.Rows.SkipWhile(r => r.Line < heading.Line)]);
    }

    /// <summary>Reads a list as an office keeps it, and arranges its columns by their headings. Those that no field has
    /// become columns of the list's own.</summary>
    /// <param name="content">A text file or a spreadsheet.</param>
    /// <param name="sheet">The sheet. Null for the first.</param>
    /// <returns>The list as text, each row in the line that it had.</returns>
    /// <exception cref="UnreadableListException">It cannot be read.</exception>
    public static byte[] ReadArranged(byte[] content, string? sheet)
    {
        var table = Read(content, sheet);
        if (IsArranged(table))
            return Complete(table);
        var columns = Propose(table);
        var values = new Dictionary<string, string>();
        return FindLacking(table, columns, values) is { Count: > 0 } lacking
            ? throw new UnreadableListException(new ProblemReason.ColumnsNotFound(string.Join(", ", lacking)))
            : Arrange(table, columns, values, FindFurther(table, columns.Values));
    }

    /// <summary>Finds the fields that would have an error in every row, because they have neither a column nor a value
    /// for all rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The column of each field that has one.</param>
    /// <param name="values">The value that a field has in every row where its cell is empty or it has no
    /// column.</param>
    /// <returns>The fields. Without the State, not those that follow from it.</returns>
    public static IReadOnlyList<string> FindLacking(
        InviteeTable table,
        IReadOnlyDictionary<string, int> columns,
        IReadOnlyDictionary<string, string> values
    )
    {
        var first = new InviteeTable
        {
            Columns = table.Columns,
            Rows = [.. table.Rows.Take(MaxTriedRows)],
            HeaderLine = table.HeaderLine,
        };
        if (first.Rows.Count == 0)
            return [];
        // A row of which no cell is matched is none.
        var rows = Check(InviteeTable.Read(Arrange(first, columns, values)))
            .DefaultIfEmpty(CheckRow(InviteeList.Columns.ToDictionary(c => c, _ => "")))
            .ToList();
        var lacking = InviteeList
            .Columns.Where(c => !columns.ContainsKey(c) && values.GetValueOrDefault(c, "").Length == 0)
            .Where(c => rows.All(row => row.Errors.ContainsKey(c)))
            .ToList();
        return lacking.Contains("state") ? [.. lacking.Except(["id", "zone", "weekend"])] : lacking;
    }

    /// <summary>Whether a table has the columns of a list (<see cref="InviteeList.Columns"/>), in any order, and all
    /// others can be read.</summary>
    public static bool IsArranged(InviteeTable table)
    {
        var problems = new List<ProblemReason>();
        InviteeList.NameOwnColumns([.. table.Columns.Except(InviteeList.StandardColumns)], problems.Add);
        return problems.Count == 0
            && InviteeList.Columns.All(table.Columns.Contains)
            && table.Columns.Distinct().Count() == table.Columns.Count;
    }

    /// <summary>The columns that a list in the form of this table has: the required ones, the optional ones that it
    /// has, and its own.</summary>
    public static IReadOnlyList<string> ColumnsOf(InviteeTable table) =>
        [
            .. InviteeList.Columns,
            .. InviteeList.OptionalColumns.Where(table.Columns.Contains),
            .. NameOwnColumns(table).Select(c => c.Name),
        ];

    /// <summary>The columns of a table that no field was matched with, with the names that they have in a
    /// list.</summary>
    /// <param name="table">The table.</param>
    /// <param name="matched">The columns that were matched.</param>
    public static IReadOnlyList<(int Column, string Name)> FindFurther(InviteeTable table, IEnumerable<int> matched)
    {
        var taken = matched.ToHashSet();
        return
        [
            .. table
                .Columns.Index()
                .Where(c => !taken.Contains(c.Index))
                .Select(c => (c.Index, Name: OwnColumn.FindName(c.Item)))
                .Where(c => c.Name is not null)
                .DistinctBy(c => c.Name)
                .Select(c => (c.Index, c.Name!)),
        ];
    }

    private static IReadOnlyList<(string Heading, string Name)> NameOwnColumns(InviteeTable table) =>
        InviteeList.NameOwnColumns([.. table.Columns.Distinct().Except(InviteeList.StandardColumns)], _ => { });

    /// <summary>Proposes the column of a table for each field, by its heading. A field without a column is left
    /// out.</summary>
    public static IReadOnlyDictionary<string, int> Propose(InviteeTable table) =>
        InviteeHeadings.Propose(table.Columns);

    /// <summary>Arranges a table in the columns of a list.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The column of each field that has one.</param>
    /// <param name="values">The value that a field has in every row where its cell is empty or it has no
    /// column.</param>
    /// <param name="further">Further columns that the list keeps, by the names of <see cref="FindFurther"/>.</param>
    /// <returns>The list as text, each row in the line that it had. A row without id gets its State as id, with a
    /// number where there are several, and one without State the State whose code its id is. A row without time zone or
    /// days off gets those of its State. An optional field without column and value is left out.</returns>
    public static byte[] Arrange(
        InviteeTable table,
        IReadOnlyDictionary<string, int> columns,
        IReadOnlyDictionary<string, string> values,
        IReadOnlyList<(int Column, string Name)>? further = null
    )
    {
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var own = further ?? [];
        IReadOnlyList<string> fields =
        [
            .. InviteeList.Columns,
            .. InviteeList.OptionalColumns.Where(c =>
                columns.ContainsKey(c) || values.GetValueOrDefault(c, "").Length > 0
            ),
        ];
        return InviteeTable.WriteInLines(
            [.. fields, .. own.Select(c => c.Name)],
            table.HeaderLine,
            table.Rows.Select(r => r with { Cells = Arrange(r) })
        );

        IReadOnlyList<string> Arrange(InviteeTableRow row)
        {
            var cells = fields.ToDictionary(c => c, c => Translate(c, CellOf(row, c)));
            if (cells["id"].Length == 0 && cells["state"] is { Length: > 0 } state)
                cells["id"] = ++CollectionsMarshal.GetValueRefOrAddDefault(numbers, state, out _) is > 1 and var number
                    ? $"{state}-{number}"
                    : state;
            // Many lists have one column of codes, which are those of the States.
            if (cells["state"].Length == 0 && cells["id"].ToUpperInvariant() is var code && StateCodes.Contains(code))
                cells["state"] = code;
            FillPlace(cells);
            return [.. fields.Select(c => cells[c]), .. own.Select(c => row.Cells.ElementAtOrDefault(c.Column) ?? "")];
        }

        string CellOf(InviteeTableRow row, string field) =>
            columns.TryGetValue(field, out var column) && column < row.Cells.Count && row.Cells[column].Length > 0
                ? row.Cells[column]
                : values.GetValueOrDefault(field, "");
    }

    /// <summary>Completes a table that is arranged already, as a template that was filled in
    /// (<see cref="CompleteCells"/>).</summary>
    /// <returns>The list as text, each row in the line that it had.</returns>
    public static byte[] Complete(InviteeTable table) =>
        InviteeTable.WriteInLines(
            IsArranged(table) ? table.Columns : table.Headings,
            table.HeaderLine,
            ListCompleted(table)
        );

    /// <summary>The rows of a table, completed where it is arranged (<see cref="Complete(InviteeTable)"/>).</summary>
    internal static IReadOnlyList<InviteeTableRow> CompleteRows(InviteeTable table) => [.. ListCompleted(table)];

    private static IEnumerable<InviteeTableRow> ListCompleted(InviteeTable table) =>
        IsArranged(table) ? table.Rows.Select(row => row with { Cells = Complete(table, row) }) : table.Rows;

    private static List<string> Complete(InviteeTable table, InviteeTableRow row)
    {
        var cells = table.Columns.Index().ToDictionary(c => c.Item, c => row.Cells.ElementAtOrDefault(c.Index) ?? "");
        CompleteCells(cells);
        return [.. table.Columns.Select(c => cells[c]), .. row.Cells.Skip(table.Columns.Count)];
    }

    /// <summary>Mends cells of a list and leaves rows out. A mended row is completed again
    /// (<see cref="CompleteCells"/>): a corrected State gives what is empty.</summary>
    /// <param name="table">The list, arranged.</param>
    /// <param name="isLeftOut">Whether the row of a line is left out.</param>
    /// <param name="findMended">The new cells in the row of a line, by their columns.</param>
    /// <returns>The list with the columns of <see cref="ColumnsOf"/>.</returns>
    public static InviteeTable Mend(
        InviteeTable table,
        Func<int, bool> isLeftOut,
        Func<int, IReadOnlyDictionary<string, string>> findMended
    )
    {
        var rows = Check(table, []).Where(r => !isLeftOut(r.Line)).Select(Mend);
        return new InviteeTable
        {
            Columns = ColumnsOf(table),
            // A row without anything is none.
            Rows = [.. rows.Where(r => r.Cells.Any(c => c.Length > 0))],
            HeaderLine = table.HeaderLine,
        };

        InviteeTableRow Mend(CheckedRow row)
        {
            var mended = findMended(row.Line);
            if (mended.Count == 0)
                return new InviteeTableRow(row.Line, row.Cells);
            var cells = row.Columns.ToDictionary(
                c => c,
                c => mended.TryGetValue(c, out var cell) ? InviteeTable.Clean(cell).ReplaceLineEndings("\n") : row[c]
            );
            CompleteCells(cells);
            return new InviteeTableRow(row.Line, [.. row.Columns.Select(c => cells[c])]);
        }
    }

    /// <summary>Completes a row that a person typed: languages may have their names, codes of States may be in small
    /// letters, and a row without time zone or days off gets those of its State, if they are known
    /// (<see cref="StatePlaces"/>).</summary>
    /// <param name="cells">The cells by their columns.</param>
    public static void CompleteCells(IDictionary<string, string> cells)
    {
        foreach (var column in new[] { "language", "state" })
            if (cells.TryGetValue(column, out var cell))
                cells[column] = Translate(column, InviteeTable.Clean(cell));
        FillPlace(cells);
    }

    private static void FillPlace(IDictionary<string, string> cells)
    {
        if (!cells.TryGetValue("state", out var state) || StatePlaces.Find(InviteeTable.Clean(state)) is not { } place)
            return;
        Fill("zone", place.Zone);
        Fill("weekend", place.Weekend);

        void Fill(string column, string value)
        {
            if (!cells.TryGetValue(column, out var cell) || InviteeTable.Clean(cell).Length == 0)
                cells[column] = value;
        }
    }

    /// <summary>Checks an arranged list.</summary>
    /// <returns>Every row with the errors of its cells, by column. An error of the whole row has the column
    /// <c>id</c>.</returns>
    public static IReadOnlyList<CheckedRow> Check(InviteeTable table)
    {
        var problems = new List<Problem>();
        InviteeList.Read(table, problems, []);
        return Check(table, problems);
    }

    /// <summary>Checks a row by itself, also one that has nothing.</summary>
    /// <param name="cells">The cells by their columns.</param>
    public static CheckedRow CheckRow(IReadOnlyDictionary<string, string> cells)
    {
        var problems = new List<Problem>();
        InviteeList.Read(InviteeList.FileName, [cells], problems, []);
        return new CheckedRow(1, [.. cells.Keys], [.. cells.Values], ByColumn(problems.Where(p => p.Line == 1)));
    }

    private static FrozenDictionary<string, IReadOnlyList<ProblemReason>> ByColumn(IEnumerable<Problem> problems) =>
        problems
            .GroupBy(p => p.Column ?? "id")
            .ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<ProblemReason>)[.. g.Select(p => p.Reason)]);

    /// <summary>Puts what is wrong with an arranged list to its cells.</summary>
    /// <param name="table">The list.</param>
    /// <param name="problems">The problems of its lines. Others are left out.</param>
    public static IReadOnlyList<CheckedRow> Check(InviteeTable table, IEnumerable<Problem> problems)
    {
        var byLine = problems.ToLookup(p => p.Line);
        var headings = table.Columns.ToList();
        var columns = ColumnsOf(table);
        var own = NameOwnColumns(table).ToDictionary(c => c.Name, c => c.Heading);
        var positions = columns.Select(c => headings.IndexOf(own.GetValueOrDefault(c, c))).ToList();
        // The rows of a list that is written in this order share their cells.
        var isInOrder = positions.SequenceEqual(Enumerable.Range(0, headings.Count));
        return
        [
            .. table.Rows.Select(row => new CheckedRow(
                row.Line,
                columns,
                isInOrder && row.Cells.Count == headings.Count
                    ? row.Cells
                    : [.. positions.Select(p => p >= 0 && p < row.Cells.Count ? row.Cells[p] : "")],
                ByColumn(byLine[row.Line])
            )),
        ];
    }

    /// <summary>Puts problems to the cells of a table that is not arranged.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns that are used, with their positions.</param>
    /// <param name="problems">The problems of its lines.</param>
    /// <returns>The rows with a problem in such a column. They have only these columns.</returns>
    internal static IReadOnlyList<CheckedRow> FindWrong(
        InviteeTable table,
        IReadOnlyList<(string Name, int Position)> columns,
        IEnumerable<Problem> problems
    )
    {
        IReadOnlyList<string> names = [.. columns.Select(c => c.Name)];
        var byLine = problems.Where(p => names.Contains(p.Column ?? "id")).ToLookup(p => p.Line);
        return
        [
            .. table
                .Rows.Where(r => byLine.Contains(r.Line))
                .Select(r => new CheckedRow(
                    r.Line,
                    names,
                    [.. columns.Select(c => r.Cells.ElementAtOrDefault(c.Position) ?? "")],
                    ByColumn(byLine[r.Line])
                )),
        ];
    }

    internal static string Translate(string field, string cell) =>
        field switch
        {
            "language" => TranslateLanguages(cell),
            "state" => cell.ToUpperInvariant(),
            _ => cell,
        };

    /// <summary>The codes of one or two languages. A cell with a name that is not known stays as it is.</summary>
    private static string TranslateLanguages(string cell)
    {
        if (FindLanguage(Simplify(cell)) is { } code)
            return code;
        var codes = LanguagePair.Split(cell).Select(part => FindLanguage(Simplify(part))).ToList();
        return codes.Contains(null) ? cell : string.Join(LanguagePair.Separator, codes);
    }

    private static string? FindLanguage(string name) => LanguageNames.GetValueOrDefault(name);

    private static string Simplify(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormD)
                .ToLowerInvariant()
                .Where(c =>
                    CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(c)
                )
        );
}

/// <summary>A row of a list with its errors.</summary>
/// <param name="Line">The line in the file, or the row in the sheet.</param>
/// <param name="Columns">The columns of the list (<see cref="InviteeImport.ColumnsOf"/>).</param>
/// <param name="Cells">The cells, in the order of the columns.</param>
/// <param name="Errors">What is wrong, by column.</param>
public sealed record CheckedRow(
    int Line,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Cells,
    IReadOnlyDictionary<string, IReadOnlyList<ProblemReason>> Errors
)
{
    /// <summary>The cell of a column. Empty if the list does not have it.</summary>
    public string this[string column] => Columns.Zip(Cells).FirstOrDefault(c => c.First == column).Second ?? "";
}
