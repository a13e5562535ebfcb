using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Wsis.Invitations.Invitees;

/// <summary>Writes a spreadsheet with one sheet (ECMA-376, Office Open XML): the parts that every reader needs, in the
/// default namespace and with relative names, because some readers know no others.</summary>
internal static class SpreadsheetWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>The most characters of a sheet's name.</summary>
    private const int MaxNameLength = 31;

    private const string ContentTypes = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
        ContentType="application/xml"/><Override PartName="/xl/workbook.xml"
        ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override
        PartName="/xl/worksheets/sheet1.xml"
        ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override
        PartName="/xl/styles.xml"
        ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
        """;

    private const string PackageRels = $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument"
        Target="xl/workbook.xml"/></Relationships>
        """;

    private const string WorkbookRels = $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/worksheet"
        Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles"
        Target="styles.xml"/></Relationships>
        """;

    /// <summary>The styles of cells, by <see cref="Style"/>.</summary>
    private const string Styles = $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt
        numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name
        val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills
        count="2"><fill><patternFill
        patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders
        count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf
        numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0"
        fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0"
        applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf
        numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles
        count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    private enum Style
    {
        Plain,
        Heading,
        Day,
        Moment,
    }

    /// <summary>Writes the headings and the rows. They are read once.</summary>
    /// <param name="to">Takes the file.</param>
    /// <param name="sheet">The name of the sheet. Signs that a name may not have are left out.</param>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">The cells of each row: texts, numbers and <see cref="DateTime"/>.</param>
    public static void Write(
        Stream to,
        string sheet,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        WritePart(archive, "[Content_Types].xml", ContentTypes);
        WritePart(archive, "_rels/.rels", PackageRels);
        WritePart(archive, "xl/_rels/workbook.xml.rels", WorkbookRels);
        WritePart(archive, "xl/styles.xml", Styles);
        WritePart(archive, "xl/workbook.xml", xml => WriteWorkbook(xml, ToSheetName(sheet)));
        WritePart(archive, "xl/worksheets/sheet1.xml", xml => WriteSheet(xml, columns, rows));
    }

    private static void WriteWorkbook(XmlWriter xml, string sheet)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relations);
        xml.WriteStartElement("sheets");
        xml.WriteStartElement("sheet");
        xml.WriteAttributeString("name", sheet);
        xml.WriteAttributeString("sheetId", "1");
        xml.WriteAttributeString("id", Relations, "rId1");
        xml.WriteEndDocument();
    }

    /// <summary>The headings stay in view.</summary>
    private static void WriteSheet(
        XmlWriter xml,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw(
            "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
                + "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
        );
        xml.WriteStartElement("sheetData");
        var names = columns.Select((_, index) => ToColumnName(index)).ToList();
        var row = 1;
        WriteRow(xml, row, names, columns, isHeading: true);
        foreach (var cells in rows)
            WriteRow(xml, ++row, names, cells, isHeading: false);
        xml.WriteEndDocument();
    }

    private static void WriteRow(
        XmlWriter xml,
        int row,
        List<string> names,
        IReadOnlyList<object?> cells,
        bool isHeading
    )
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", ToText(row));
        foreach (var (name, cell) in names.Zip(cells))
            if (cell is not (null or ""))
                WriteCell(xml, $"{name}{ToText(row)}", cell, isHeading);
        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, string place, object cell, bool isHeading)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", place);
        switch (cell)
        {
            case DateTime moment:
                WriteNumber(
                    xml,
                    moment.TimeOfDay == TimeSpan.Zero ? Style.Day : Style.Moment,
                    ToText(moment.ToOADate())
                );
                break;
            case int or long or double:
                WriteNumber(xml, Style.Plain, ToText((IFormattable)cell));
                break;
            default:
                WriteString(xml, isHeading ? Style.Heading : Style.Plain, cell.ToString() ?? "");
                break;
        }
        xml.WriteEndElement();
    }

    private static void WriteNumber(XmlWriter xml, Style style, string number)
    {
        WriteStyle(xml, style);
        xml.WriteElementString("v", number);
    }

    /// <summary>A text in its cell is never a formula.</summary>
    private static void WriteString(XmlWriter xml, Style style, string text)
    {
        WriteStyle(xml, style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(ToXmlText(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStyle(XmlWriter xml, Style style)
    {
        if (style != Style.Plain)
            xml.WriteAttributeString("s", ToText((int)style));
    }

    private static void WritePart(ZipArchive archive, string name, string content)
    {
        using var text = new StreamWriter(archive.CreateEntry(name).Open());
        text.Write(content);
    }

    private static void WritePart(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        using var stream = archive.CreateEntry(name).Open();
        using var xml = XmlWriter.Create(stream);
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static string ToSheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))).Trim();
        return allowed.Length == 0 ? "1" : allowed[..Math.Min(allowed.Length, MaxNameLength)];
    }

    private static string ToColumnName(int index) =>
        index < 26 ? $"{(char)('A' + index)}" : $"{ToColumnName((index / 26) - 1)}{(char)('A' + (index % 26))}";

    /// <summary>XML has no control characters and no halves of characters.</summary>
    private static string ToXmlText(string text) =>
        IsXmlText(text) ? text : string.Concat(text.EnumerateRunes().Where(r => IsXmlText(r.ToString())));

    private static bool IsXmlText(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static string ToText(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
