using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Reports;

/// <summary>How an export is written as CSV.</summary>
/// <param name="List">The list.</param>
/// <param name="Delimiter">What separates the cells.</param>
/// <param name="Heading">The heading of a column.</param>
/// <param name="Cell">A cell as text; null for an empty one.</param>
public sealed record CsvForm(
    ExportedList List,
    string Delimiter,
    Func<ExportColumn, string> Heading,
    Func<ExportColumn, ExportedRow, string?> Cell
)
{
    /// <summary>The form for programs: names of columns that stay, moments in UTC, and the names of the
    /// enums.</summary>
    public static CsvForm ForPrograms(ExportedList list) =>
        new(list, ",", c => c.Name, (column, row) => Format(column.Value(row)));

    internal static string? Format(object? value) =>
        value switch
        {
            null => null,
            true => "yes",
            Instant moment => InstantPattern.General.Format(moment),
            Reason reason => reason.Code,
            LocalTime time => CalendarText.Time(time),
            LocalDate day => LocalDatePattern.Iso.Format(day),
            double share => share.ToString("0.00", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
