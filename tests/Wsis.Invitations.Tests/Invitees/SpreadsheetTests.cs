using System.IO.Compression;
using System.Xml.Linq;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Tests.Invitees;

/// <summary>Spreadsheets as they are written.</summary>
public sealed class SpreadsheetTests
{
    /// <summary>The most characters of a cell in Excel (Excel specifications and limits).</summary>
    private const int Max = 32_767;

    [Theory]
    [InlineData("a", Max, Max)]
    [InlineData("a", Max + 1, Max)]
    [InlineData("a", 100_000, Max)]
    // A character of two units is not cut in the middle.
    [InlineData("😀", 20_000, Max)]
    [InlineData("😀", 16_383, Max - 1)]
    public void A_cell_has_no_more_characters_than_Excel_reads_and_shows_that_it_was_cut(
        string character,
        int count,
        int expected
    )
    {
        var text = string.Concat(Enumerable.Repeat(character, count));
        var content = Spreadsheet.WriteValues(
            "Remarks",
            [text, "id"],
            [
                [text, "FRA"],
            ]
        );

        var cells = ReadTexts(content);
        Assert.Equal(4, cells.Count);
        foreach (var cell in new[] { cells[0], cells[2] })
        {
            Assert.Equal(expected, cell.Length);
            Assert.Equal(text.Length > Max, cell.EndsWith('…'));
            Assert.StartsWith(cell.TrimEnd('…'), text, StringComparison.Ordinal);
        }
        Assert.Equal("FRA", cells[3]);
    }

    /// <summary>The texts of the sheet as they are in its XML.</summary>
    private static List<string> ReadTexts(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return [.. XDocument.Load(sheet).Descendants().Where(e => e.Name.LocalName == "t").Select(e => e.Value)];
    }
}
