using System.IO.Compression;
using System.Xml.Linq;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>The lists that people download from the pages.</summary>
public sealed class StaffExportTests : IAsyncLifetime
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    /// <summary>Columns of a list whose headings are those of answers and letters too, in English or French.</summary>
    private static readonly string[] OwnNames =
    [
        "remarks",
        "delivery",
        "statement",
        "late",
        "voie",
        "tardive",
        "budget",
    ];

    private TestHost app = null!;
    private string cookie = "";

    public async ValueTask InitializeAsync()
    {
        app = await TestHost.Start(
            folder: SampleCampaign.Few.WithInvitees([
                .. SampleCampaign.Few.Invitees.Select(i =>
                    i with
                    {
                        Own = new OwnCells(
                            OwnNames.Select(name => new KeyValuePair<string, string>(name, $"own {name}"))
                        ),
                    }
                ),
            ])
        );
        cookie = await app.SignIn("A. N. Example");
        (
            await app.Post(
                app.Link("CHE"),
                ("answer", "accepted"),
                ("statementDay", "2018-03-20"),
                ("delegationSize", "4"),
                ("women", "2"),
                ("remarks", "$=1+1"),
                ("saw", "0")
            )
        ).Dispose();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("fr", "fr-FR,fr;q=0.9,en;q=0.8", "Invité;État (ISO 3166);Nom;", ";Acceptée;2017-12-12 12:00;")]
    [InlineData("en", "en-US,en;q=0.9", "Invitee,State (ISO 3166),Name,", ",2017-12-12 12:00,")]
    [InlineData("en", "de-DE", "Invitee;State (ISO 3166);Name;", ";2017-12-12 12:00;")]
    [InlineData("fr", "", "Invité;État (ISO 3166);Nom;", ";2017-12-12 12:00;")]
    [InlineData("en", "xx-nowhere", "Invitee,State (ISO 3166),Name,", ",2017-12-12 12:00,")]
    public async Task CSV_has_the_signs_of_the_readers_machine_and_the_words_of_the_page(
        string language,
        string accepted,
        string heading,
        string cells
    )
    {
        var csv = System.Text.Encoding.UTF8.GetString(await Download("export.csv", language, accepted));
        var lines = csv.Split("\r\n");
        Assert.StartsWith($"\uFEFF{heading}", lines[0], StringComparison.Ordinal);
        Assert.Contains(
            language == "fr" ? "Reçue (heure de Genève)" : "Received (Geneva time)",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Contains(
            cells,
            lines.Single(l => l.StartsWith("CHE", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public async Task A_share_has_the_decimal_sign_of_the_readers_machine()
    {
        var french = System.Text.Encoding.UTF8.GetString(await Download("participants.csv", "fr", "fr-CH"));
        Assert.Contains(";0,50", french.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_has_numbers_days_and_moments_and_no_formula()
    {
        var table = Spreadsheet.Read(await Download("export.xlsx", "fr", "fr"), null);
        Assert.Equal(
            ["CHE", "EGY", "FRA"],
            table.Rows.Select(r => r.Cells[0]).Intersect(["EGY", "FRA", "CHE"]).Order()
        );
        var row = table.Rows.Single(r => r.Cells[0] == "CHE").Cells;
        Assert.Contains("$=1+1", row);
        Assert.Contains("Acceptée", row);
        Assert.Contains("2018-03-20", row);
        Assert.Contains("4", row);
        var participants = Spreadsheet.Read(await Download("participants.xlsx", "en", "en"), null);
        Assert.Single(participants.Rows);
        Assert.Contains("0.5", participants.Rows[0].Cells);
    }

    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task A_spreadsheet_has_the_names_and_kinds_of_cells_that_every_reader_knows()
    {
        foreach (var list in new[] { "export", "participants", "statements" })
        {
            using var archive = new ZipArchive(new MemoryStream(await Download($"{list}.xlsx", "en", "en")));
            // Some readers know the names of elements only without a prefix.
            foreach (var entry in archive.Entries.Where(e => e.FullName.StartsWith("xl/", StringComparison.Ordinal)))
                Assert.All(
                    XDocument.Load(entry.Open()).Descendants(),
                    e => Assert.Equal("", e.GetPrefixOfNamespace(e.Name.Namespace) ?? "")
                );
            if (list != "export")
                continue;
            var cells = XDocument.Load(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open()).Descendants(Sheet + "c");
            // Some readers need the reference of each cell.
            Assert.All(cells, c => Assert.NotNull(c.Attribute("r")));
            // The size of the delegation, its day and the moments of letters and answers are numbers.
            var numbers = cells.Where(c => c.Attribute("t") is null).ToList();
            Assert.Contains(numbers, c => c.Value == "4");
            Assert.Contains(numbers, c => c.Value == "43179" && c.Attribute("s") is not null);
            Assert.Contains(numbers, c => c.Value == "43081.5" && c.Attribute("s") is not null);
            Assert.Empty(cells.Elements(Sheet + "f"));
            Assert.Contains(cells, c => c.Attribute("t")?.Value == "inlineStr" && c.Value == "$=1+1");
        }
    }

    [Theory]
    [InlineData("export", "en", "Invitations")]
    [InlineData("participants", "en", "Participants")]
    [InlineData("statements", "en", "Running order")]
    [InlineData("export", "fr", "Invitations")]
    [InlineData("participants", "fr", "Participants")]
    [InlineData("statements", "fr", "Ordre des déclarations")]
    public async Task A_sheet_is_named_by_what_it_lists_and_no_two_columns_have_one_heading(
        string list,
        string language,
        string sheet
    )
    {
        var content = await Download($"{list}.xlsx", language, language);
        Assert.Equal([sheet], Spreadsheet.ReadSheets(content));
        var headings = Spreadsheet.Read(content, null).Columns;
        Assert.Equal(headings.Distinct(StringComparer.OrdinalIgnoreCase), headings);
        if (list != "statements")
            Assert.Superset(
                new HashSet<string>(
                    language == "en" ? ["invitee.remarks", "budget", "voie"] : ["remarks", "budget", "invitee.voie"]
                ),
                headings.ToHashSet()
            );
    }

    private async Task<byte[]> Download(string file, string language, string accepted)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"{Campaign}/{file}?lang={language}", UriKind.Relative)
        );
        request.Headers.Add("Cookie", cookie);
        if (accepted.Length > 0)
            request.Headers.AcceptLanguage.ParseAdd(accepted);
        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}
