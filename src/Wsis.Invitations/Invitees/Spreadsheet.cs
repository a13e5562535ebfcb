using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Invitees;

/// <summary>Reads and writes spreadsheets (<c>.xlsx</c>). Formulas are read as the values that were saved with them.
/// Nothing is loaded from elsewhere.</summary>
public static class Spreadsheet
{
    /// <summary>The most bytes that a spreadsheet may unpack to. A list of 20,000 invitees has about 20 MB.</summary>
    public const int MaxUnpackedSize = 128 * 1024 * 1024;

    /// <summary>The media type of a spreadsheet.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The most rows of a sheet.</summary>
    public const int MaxRows = 50_000;

    /// <summary>The most columns of a sheet.</summary>
    public const int MaxColumns = 100;

    private static readonly OpenXmlConfiguration Configuration = new()
    {
        // The names of people stay in memory.
        EnableSharedStringCache = false,
    };

    /// <summary>Whether a file is a spreadsheet: a zip by its first bytes.</summary>
    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Reads the names of the sheets.</summary>
    /// <exception cref="UnreadableListException">The file is not a spreadsheet, or too large.</exception>
    public static IReadOnlyList<string> ReadSheets(byte[] content) =>
        Try(
            content,
            () =>
            {
                using var stream = new MemoryStream(content);
                return stream.GetSheetNames();
            }
        );

    /// <summary>Reads a sheet as a table.</summary>
    /// <param name="content">The file.</param>
    /// <param name="sheet">The name of the sheet. Null is the first one.</param>
    /// <exception cref="UnreadableListException">The file is not a spreadsheet, or too large.</exception>
    public static InviteeTable Read(byte[] content, string? sheet) =>
        Try(
            content,
            () =>
            {
                using var stream = new MemoryStream(content);
                var rows = new List<InviteeTableRow>();
                var line = 0;
                var texts = new SharedTexts();
                // Without casts the rows would be dynamic.
                IEnumerable<object> found = stream.Query(
                    useHeaderRow: false,
                    sheetName: sheet,
                    configuration: Configuration
                );
                foreach (var row in found.Cast<IDictionary<string, object?>>())
                {
                    line++;
                    if (row.Count > MaxColumns)
                        throw new UnreadableListException(new ProblemReason.SheetTooWide(row.Count, MaxColumns));
                    var cells = row.Values.Select(v => texts.Get(InviteeTable.Clean(ToText(v)))).ToArray();
                    if (!cells.Any(c => c.Length > 0))
                        continue;
                    if (rows.Count > MaxRows)
                        throw new UnreadableListException(new ProblemReason.SheetTooLong(MaxRows));
                    rows.Add(new InviteeTableRow(line, cells));
                }
                return InviteeTable.Create(rows);
            }
        );

    /// <summary>Writes a table as a spreadsheet with one sheet.</summary>
    public static byte[] Write(string sheet, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        WriteValues(sheet, columns, rows);

    /// <summary>Writes rows as a spreadsheet with one sheet. A text is never a formula.</summary>
    /// <param name="sheet">The name of the sheet.</param>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">The cells of each row: texts, numbers and <see cref="DateTime"/>. They are read once.</param>
    public static byte[] WriteValues(
        string sheet,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        using var stream = new MemoryStream();
        // Nothing is waited for: the stream is in memory.
        SpreadsheetWriter.Write(stream, sheet, columns, rows).AsTask().GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static string ToText(object? value) =>
        value switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static T Try<T>(byte[] content, Func<T> read)
    {
        try
        {
            CheckSize(content);
            return read();
        }
        catch (Exception e) when (e is not (UnreadableListException or OutOfMemoryException))
        {
            throw new UnreadableListException(new ProblemReason.NotASpreadsheet(), e);
        }
    }

    /// <summary>Counts the bytes while they are unpacked: the size that a zip states may be wrong.</summary>
    private static void CheckSize(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        var left = (long)MaxUnpackedSize;
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            while (stream.Read(buffer) is > 0 and var read)
                if ((left -= read) < 0)
                    throw new UnreadableListException(new ProblemReason.SpreadsheetTooLarge(MaxUnpackedSize));
        }
    }
}
