using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Reports;

/// <summary>A table that is exported as a whole.</summary>
/// <param name="Columns">The names of its columns in the API's CSV. They stay.</param>
/// <param name="Rows">The values of its rows: texts, numbers, days, times, <c>true</c>, reasons. Null for none.</param>
public sealed record ExportedTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>The table as CSV for programs.</summary>
    public byte[] ToCsv() => ToCsv(",", c => c, (_, value) => CsvForm.Format(value));

    /// <summary>The table as CSV: UTF-8 with a byte order mark, and no cell that a spreadsheet would take for a
    /// formula.</summary>
    public byte[] ToCsv(string delimiter, Func<string, string> heading, Func<string, object?, string?> cell)
    {
        using var stream = new MemoryStream();
        using (var text = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true))
        using (
            var csv = new CsvWriter(
                text,
                new CsvConfiguration(CultureInfo.InvariantCulture)
                {
                    Delimiter = delimiter,
                    InjectionOptions = InjectionOptions.Escape,
                }
            )
        )
        {
            foreach (var column in Columns)
                csv.WriteField(heading(column));
            csv.NextRecord();
            foreach (var row in Rows)
            {
                foreach (var (column, value) in Columns.Zip(row))
                    csv.WriteField(cell(column, value));
                csv.NextRecord();
            }
        }
        return stream.ToArray();
    }

    /// <summary>The table as a spreadsheet for programs: the cells of its CSV, with numbers as numbers.</summary>
    public byte[] ToSpreadsheet(string sheet) =>
        ToSpreadsheet(
            sheet,
            c => c,
            (_, value) => value is (int or long or double) and var number ? number : CsvForm.Format(value)
        );

    public byte[] ToSpreadsheet(string sheet, Func<string, string> heading, Func<string, object?, object?> cell) =>
        Spreadsheet.WriteValues(
            sheet,
            [.. Columns.Select(heading)],
            Rows.Select(row => (IReadOnlyList<object?>)[.. Columns.Zip(row).Select(c => cell(c.First, c.Second))])
        );
}
