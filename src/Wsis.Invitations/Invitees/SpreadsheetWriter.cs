using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Workbook = SpreadCheetah.Spreadsheet;

namespace Wsis.Invitations.Invitees;

/// <summary>Writes a spreadsheet with one sheet. Its headings stay in view.</summary>
internal static class SpreadsheetWriter
{
    /// <summary>The most characters of a sheet's name.</summary>
    private const int MaxNameLength = 31;

    /// <summary>The most characters of a cell. Excel calls a file with a longer cell damaged.</summary>
    public const int MaxCellLength = 32_767;

    /// <summary>Writes the headings and the rows. They are read once.</summary>
    /// <param name="to">Takes the file.</param>
    /// <param name="sheet">The name of the sheet. Signs that a name may not have are left out.</param>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">The cells of each row: texts, numbers and <see cref="DateTime"/>.</param>
    public static async ValueTask Write(
        Stream to,
        string sheet,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        // Some readers need the reference of each cell.
        await using var workbook = await Workbook.CreateNewAsync(
            to,
            new SpreadCheetahOptions { WriteCellReferenceAttributes = true }
        );
        var heading = workbook.AddStyle(new Style { Font = { Bold = true } });
        var day = workbook.AddStyle(new Style { Format = NumberFormat.Custom("yyyy\\-mm\\-dd") });
        var moment = workbook.AddStyle(new Style { Format = NumberFormat.Custom("yyyy\\-mm\\-dd\\ hh:mm") });
        await workbook.StartWorksheetAsync(ToSheetName(sheet), new WorksheetOptions { FrozenRows = 1 });
        await workbook.AddRowAsync(columns.Select(c => new StyledCell(ToText(c), heading)).ToList());
        foreach (var row in rows)
            await workbook.AddRowAsync(row.Select(ToCell).ToList());
        await workbook.FinishAsync();

        StyledCell ToCell(object? value) =>
            value switch
            {
                null or "" => default,
                DateTime time => new(time, time.TimeOfDay == TimeSpan.Zero ? day : moment),
                int number => new(number, null),
                long number => new(number, null),
                double number => new(number, null),
                _ => new(ToText(value), null),
            };
    }

    /// <summary>The library leaves out control characters, but not two others that XML does not allow. A longer text
    /// than a cell can have ends with an ellipsis.</summary>
    private static string ToText(object value)
    {
        var text = string.Concat($"{value}".Where(c => c is not ('\uFFFE' or '\uFFFF')));
        if (text.Length <= MaxCellLength)
            return text;
        var end = MaxCellLength - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    private static string ToSheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))).Trim();
        return allowed.Length == 0 ? "1" : allowed[..Math.Min(allowed.Length, MaxNameLength)];
    }
}
