using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Invitees;

/// <summary>A list of invitees as it came: rows of text cells below a heading. Reads what spreadsheets write: comma,
/// semicolon or tab; UTF-8, UTF-16 or Windows-1252, with or without a byte order mark; Excel's line <c>sep=</c>; empty
/// rows and columns; no-break and zero-width spaces around a cell. Cells are text: a formula stays the characters it
/// is.</summary>
public sealed class InviteeTable
{
    private const string SeparatorLine = "sep=";

    private static readonly char[] Delimiters = [';', '\t', ','];

    /// <summary>A line break in a cell of <see cref="WriteInLines"/>.</summary>
    private const char LineSeparator = '\u2028';

    /// <summary>Begins a workbook of Excel 97 to 2003 (MS-CFB).</summary>
    private static readonly byte[] OldSpreadsheet = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Begin a PDF and pictures, which are taken for text otherwise.</summary>
    private static readonly byte[][] OtherFiles =
    [
        "%PDF-"u8.ToArray(),
        [0x89, .. "PNG"u8],
        [0xFF, 0xD8, 0xFF],
        "GIF8"u8.ToArray(),
    ];

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The headings in lower case, left to right; columns without heading and cells are left out.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The same headings as they stand in the file.</summary>
    public IReadOnlyList<string> Headings
    {
        get => field ?? Columns;
        private init;
    }

    public required IReadOnlyList<InviteeTableRow> Rows { get; init; }

    /// <summary>The line of the heading, from 1.</summary>
    public int HeaderLine { get; internal init; } = 1;

    /// <summary>Reads a text file.</summary>
    /// <exception cref="UnreadableListException">A quotation mark is never closed, or a cell is larger than 64 KiB.
    /// </exception>
    public static InviteeTable Read(byte[] content)
    {
        if (content.AsSpan().StartsWith(OldSpreadsheet))
            throw new UnreadableListException(new ProblemReason.OldSpreadsheet());
        foreach (var signature in OtherFiles)
            if (content.AsSpan().StartsWith(signature))
                throw new UnreadableListException(new ProblemReason.NotASpreadsheet());
        var encoding = FindEncoding(content);
        using var csv = new CsvParser(
            Open(content, encoding, out var firstLine),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = FindDelimiter(content, encoding),
                BadDataFound = null,
                IgnoreBlankLines = true,
                MaxFieldSize = 64 * 1024,
                LineBreakInQuotedFieldIsBadData = false,
            }
        );
        var rows = new List<InviteeTableRow>();
        var texts = new SharedTexts();
        var before = 0;
        try
        {
            while (csv.Read())
            {
                var cells = csv.Record!.Select(c => texts.Get(Clean(c).Replace(LineSeparator, '\n'))).ToArray();
                if (cells.Any(c => c.Length > 0))
                    rows.Add(new InviteeTableRow(FindFirstLine(csv) + firstLine - 1, cells));
                before = csv.RawRow;
            }
        }
        catch (CsvHelperException e)
        {
            throw new UnreadableListException(new ProblemReason.NotCsv(e.Message.Split('\n')[0].Trim()), e)
            {
                Line = before + firstLine,
            };
        }
        return Create(rows);
    }

    /// <summary>The line on which a row begins. The parser counts to the line on which it ends.</summary>
    private static int FindFirstLine(CsvParser csv)
    {
        if (!csv.Record!.Any(c => c.AsSpan().ContainsAny('\r', '\n')))
            return csv.RawRow;
        var row = csv.RawRecord.AsSpan().Trim("\r\n");
        // A line ends with CR, LF or both.
        return csv.RawRow - row.Count('\r') - row.Count('\n') + row.Count("\r\n");
    }

    /// <summary>A cell without the spaces around it, including invisible ones.</summary>
    public static string Clean(string cell)
    {
        var start = 0;
        var end = cell.Length;
        while (start < end && IsBlank(cell[start]))
            start++;
        while (end > start && IsBlank(cell[end - 1]))
            end--;
        return cell[start..end];
    }

    /// <summary>A cell in one line, for a field of a form that has no line breaks: addresses and lines of an address
    /// are divided by semicolons.</summary>
    public static string ToLine(string cell) =>
        string.Join("; ", cell.ReplaceLineEndings("\n").Split('\n').Select(Clean).Where(l => l.Length > 0));

    /// <summary>Writes rows as <see cref="Write"/> does, each in the line that it has in the file of the user. Empty
    /// lines stand between them, and no cell has several lines.</summary>
    /// <param name="columns">The headings.</param>
    /// <param name="headerLine">The line of the headings.</param>
    /// <param name="rows">The rows in the order of their lines, which are below the headings.</param>
    public static byte[] WriteInLines(IReadOnlyList<string> columns, int headerLine, IEnumerable<InviteeTableRow> rows)
    {
        return WriteRows(List());

        IEnumerable<IReadOnlyList<string>> List()
        {
            var line = 0;
            foreach (var row in rows.Prepend(new InviteeTableRow(headerLine, columns)))
            {
                while (++line < row.Line)
                    yield return [];
                yield return [.. row.Cells.Select(c => c.ReplaceLineEndings($"{LineSeparator}"))];
            }
        }
    }

    /// <summary>Writes a table as UTF-8 with commas.</summary>
    public static byte[] Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        WriteRows(rows.Prepend(columns));

    private static byte[] WriteRows(IEnumerable<IReadOnlyList<string>> rows)
    {
        // In pieces: a stream in memory would be copied whenever it grows.
        var content = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: 64 * 1024));
        using (var text = new StreamWriter(content.Writer.AsStream(), StrictUtf8))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
        {
            var isBelow = false;
            foreach (var row in rows)
            {
                // The separator is read from the headings, so no other one is there without quotation marks.
                foreach (var cell in row)
                    if (!isBelow && cell.AsSpan().ContainsAny(';', '\t'))
                        csv.WriteField(cell, true);
                    else
                        csv.WriteField(cell);
                csv.NextRecord();
                isBelow |= row.Count > 0;
            }
        }
        content.Reader.TryRead(out var written);
        var bytes = written.Buffer.ToArray();
        content.Reader.Complete();
        return bytes;
    }

    /// <summary>Makes a table of rows, of which the first is the heading.</summary>
    internal static InviteeTable Create(List<InviteeTableRow> rows)
    {
        if (rows.Count == 0)
            return new InviteeTable { Columns = [], Rows = [] };
        var header = rows[0].Cells;
        var width = header.Count;
        while (width > 0 && header[width - 1].Length == 0)
            width--;
        return new InviteeTable
        {
            Columns = [.. header.Take(width).Select(h => h.ToLowerInvariant())],
            Headings = [.. header.Take(width)],
            Rows = [.. rows.Skip(1).Select(r => r.WithoutEmptyCellsAfter(width))],
            HeaderLine = rows[0].Line,
        };
    }

    /// <summary>Bytes that are not UTF-8 are read as Windows-1252, in which Western Excel saves CSV. Every byte is a
    /// character in it.</summary>
    private static Encoding FindEncoding(ReadOnlySpan<byte> content)
    {
        foreach (var marked in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            if (content.StartsWith(marked.Preamble))
                return marked;
        return Utf8.IsValid(content) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    }

    /// <summary>Opens the text below Excel's line <c>sep=</c>. A list is read as it is decoded, never as one text.
    /// </summary>
    /// <param name="content">The file.</param>
    /// <param name="encoding">Its encoding. A byte order mark is left out.</param>
    /// <param name="firstLine">The line with which the text begins, from 1.</param>
    private static StreamReader Open(byte[] content, Encoding encoding, out int firstLine)
    {
        var begin = new char[SeparatorLine.Length];
        using (var text = OpenAll())
            text.ReadBlock(begin);
        firstLine = begin.AsSpan().Equals(SeparatorLine, StringComparison.OrdinalIgnoreCase) ? 2 : 1;
        var opened = OpenAll();
        if (firstLine > 1)
            opened.ReadLine();
        return opened;

        StreamReader OpenAll() => new(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: false);
    }

    private static string FindDelimiter(byte[] content, Encoding encoding)
    {
        using var text = Open(content, encoding, out _);
        // A line without a delimiter is a title, and so is one that has none of those of the next: a title may have a
        // comma.
        var header = ListDelimiters(text).Where(d => d.Count > 0).Take(2).ToList() switch
        {
            [var first, var second] when !first.Overlaps(second) => second,
            [var first, ..] => first,
            _ => [],
        };
        return header.Contains(';') ? ";"
            : header.Contains('\t') ? "\t"
            : ",";
    }

    /// <summary>Lists the delimiters of each line that are not within quotation marks.</summary>
    private static IEnumerable<HashSet<char>> ListDelimiters(TextReader text)
    {
        var isQuoted = false;
        var found = new HashSet<char>();
        while (text.Read() is >= 0 and var read)
            if ((char)read is var c && c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (c is '\r' or '\n')
            {
                yield return found;
                found = [];
            }
            else if (Delimiters.Contains(c))
                found.Add(c);
        yield return found;
    }

    /// <summary>White space of any kind (the no-break space is), and the characters without width that copying from
    /// pages and mails brings along.</summary>
    private static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}

/// <summary>A row of a list.</summary>
/// <param name="Line">The line of the file on which it begins, or the row of the sheet, from 1.</param>
/// <param name="Cells">Its cells, cleaned.</param>
public sealed record InviteeTableRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The same row, as wide as the heading where the cells beyond are empty.</summary>
    internal InviteeTableRow WithoutEmptyCellsAfter(int width) =>
        Cells.Count > width && Cells.Skip(width).All(c => c.Length == 0)
            ? this with
            {
                Cells = [.. Cells.Take(width)],
            }
            : this;
}
