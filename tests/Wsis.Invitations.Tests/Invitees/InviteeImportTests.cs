using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime.TimeZones;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Tests.Invitees;

/// <summary>A list is read as an office keeps it: a spreadsheet or text, with headings in English or French.</summary>
public sealed class InviteeImportTests
{
    private static readonly string[] Row =
    [
        "CHE",
        "CHE",
        "Suisse",
        "Ministre",
        "Madame, Monsieur,",
        "fr",
        "ministre@che.example",
        "",
        "Europe/Zurich",
        "Sat Sun",
        "Europe",
    ];

    [Fact]
    public void A_spreadsheet_is_read_as_it_was_written()
    {
        var content = Spreadsheet.Write("Invités", InviteeList.Columns, [Row]);

        Assert.True(Spreadsheet.Is(content));
        Assert.Equal(["Invités"], Spreadsheet.ReadSheets(content));
        var table = InviteeImport.Read(content, "Invités");
        Assert.True(InviteeImport.IsArranged(table));
        var row = Assert.Single(InviteeImport.Check(table));
        Assert.Empty(row.Errors);
        Assert.Equal(Row, row.Cells);
    }

    [Fact]
    public void A_template_has_its_headings_and_no_rows()
    {
        var table = InviteeImport.Read(Spreadsheet.Write("Invitees", InviteeList.Columns, []), null);
        Assert.Equal(InviteeList.Columns, table.Columns);
        Assert.Empty(table.Rows);
    }

    [Theory]
    [InlineData("List of Ministers\n\nCountry;ISO;Minister;Salutation\nSuisse;CHE;Ministre;Madame,\n", 3)]
    [InlineData("Liste des ministres, au 1er mai\nPays;ISO;Ministre;Appel\nSuisse;CHE;Ministre;\"Madame,\"\n", 2)]
    [InlineData("Ministers; 1 May\nCountry,ISO,Minister,Salutation\nSuisse,CHE,Ministre,\"Madame,\"\n", 2)]
    [InlineData("Liste;;;\nau 1er mai;;;\nPays;ISO;Ministre;Appel\nSuisse;CHE;Ministre;Madame,\n", 3)]
    [InlineData("Pays;ISO;Ministre;Appel\nSuisse;CHE;Ministre;Madame,\n", 1)]
    // Headings that nobody knows are headings all the same.
    [InlineData("A;B;C;D\nSuisse;CHE;Ministre;Madame,\n", 1)]
    public void A_title_above_the_headings_is_left_out(string text, int line)
    {
        var table = InviteeImport.Read(Encoding.UTF8.GetBytes(text), null);
        Assert.Equal((line, 4), (table.HeaderLine, table.Columns.Count));
        Assert.Equal(["Suisse", "CHE", "Ministre", "Madame,"], Assert.Single(table.Rows).Cells);
    }

    [Theory]
    [InlineData("German")]
    [InlineData("Modern Greek")]
    [InlineData("Français et anglais")]
    public void A_language_that_is_not_known_stays_as_it_is_written(string language) =>
        Assert.Equal(language, InviteeImport.Translate("language", language));

    [Fact]
    public void A_typed_row_has_names_of_languages_and_codes_in_small_letters()
    {
        var cells = new Dictionary<string, string> { ["state"] = " che", ["language"] = "Français, anglais" };
        InviteeImport.CompleteCells(cells);
        Assert.Equal(("CHE", "fr,en", "Europe/Zurich"), (cells["state"], cells["language"], cells["zone"]));
    }

    [Theory]
    [InlineData("État;Pays;Fonction;Formule d’appel;Langue;Courriel;Copie;Fuseau horaire;Fin de semaine;Région")]
    [InlineData("State,Country,Office,Salutation,Language,E-mail,CC,Time zone,Weekend,ITU region")]
    public void Columns_are_proposed_by_English_and_French_headings(string headings)
    {
        var table = InviteeTable.Read(Encoding.UTF8.GetBytes($"{headings}\n"));
        Assert.Equal(
            InviteeList.Columns.Skip(1).Index().Select(c => (c.Item, c.Index)),
            InviteeImport.Propose(table).Select(p => (p.Key, p.Value)).OrderBy(p => p.Value)
        );
    }

    [Theory]
    [InlineData("State / État", "state")]
    [InlineData("État/State (ISO 3)", "state")]
    [InlineData("State\nÉtat", "state")]
    [InlineData("State État", "state")]
    [InlineData("ISO code (code ISO) *", "state")]
    [InlineData("Three-letter code", "state")]
    [InlineData("Country / Pays", "name")]
    [InlineData("Country name", "name")]
    [InlineData("Nom du pays – Name of country", "name")]
    [InlineData("Adresse e-mail (e-mail address)", "address")]
    [InlineData("E-mail address of the office", "address")]
    [InlineData("E-mail officiel / Official e-mail", "address")]
    [InlineData("Courriel 1", "address")]
    [InlineData("Adresse de courriel", "address")]
    [InlineData("E-mail (obligatoire)", "address")]
    [InlineData("Mission (e-mail) / E-mail de la mission", "copy")]
    [InlineData("E-mail (mission)", "copy")]
    [InlineData("E-mail of the permanent mission | Courriel de la mission permanente", "copy")]
    [InlineData("CC / Copie", "copy")]
    [InlineData("Titre / Title", "office")]
    [InlineData("Name of the office / Bureau", "office")]
    [InlineData("Fonction du destinataire", "office")]
    [InlineData("Language of correspondence", "language")]
    [InlineData("Langue - Language", "language")]
    [InlineData("Formule d'appel / Salutation", "salutation")]
    [InlineData("Fuseau horaire (time zone)", "zone")]
    [InlineData("Days off [jours de repos]", "weekend")]
    [InlineData("N° de fax", "fax")]
    [InlineData("Nom et prénom", "person")]
    [InlineData("Mailing address / Adresse postale", "postal")]
    [InlineData("Region: Région", "region")]
    [InlineData("Weekend days", "weekend")]
    [InlineData("Jours de week-end", "weekend")]
    [InlineData("Week-end days of the country", "weekend")]
    [InlineData("Adresse postale complète", "postal")]
    [InlineData("Complete postal address / Adresse postale complète", "postal")]
    [InlineData("Postal addresses of the ministries", "postal")]
    [InlineData("Minister's e-mail", "address")]
    [InlineData("Minister’s email address", "address")]
    [InlineData("Email of the Minister", "address")]
    [InlineData("Courriels des ministres", "address")]
    [InlineData("E-mail de la ministre", "address")]
    [InlineData("Adresses électroniques officielles du ministère", "address")]
    [InlineData("E-mails of the permanent missions", "copy")]
    [InlineData("Minister's name", "person")]
    [InlineData("Noms des ministres", "person")]
    [InlineData("Titles of the Ministers", "office")]
    [InlineData("Minister's preferred language", "language")]
    [InlineData("Langue de l’État", "language")]
    [InlineData("Formules d’appel", "salutation")]
    [InlineData("Salutation for the Minister", "salutation")]
    [InlineData("Country's time zone", "zone")]
    [InlineData("Fuseaux horaires", "zone")]
    [InlineData("Ministry's fax numbers", "fax")]
    [InlineData("Numéros de télécopie", "fax")]
    [InlineData("Full official name of the country", "name")]
    [InlineData("Noms officiels des États", "name")]
    [InlineData("Codes des pays", "state")]
    [InlineData("ISO codes of the countries", "state")]
    [InlineData("Régions", "region")]
    [InlineData("Groups of invitees", "group")]
    // What names several fields, or something else, is the office's to choose.
    [InlineData("E-mail (postal address)", null)]
    [InlineData("Telephone (mission)", null)]
    [InlineData("State / Language", null)]
    [InlineData("Remarks", null)]
    [InlineData("Address of the ministry", null)]
    [InlineData("Minister's phone", null)]
    [InlineData("Name of the mission", null)]
    [InlineData("Preferred name", null)]
    public void A_heading_in_two_languages_or_in_other_words_is_proposed(string heading, string? field)
    {
        var table = InviteeImport.Read(Spreadsheet.Write("Sheet", ["X", heading], []), null);
        var expected = field is null ? new Dictionary<string, int>() : new Dictionary<string, int> { [field] = 1 };
        Assert.Equal(expected, InviteeImport.Propose(table));
    }

    /// <summary>It may be an e-mail address or a postal one.</summary>
    [Theory]
    [InlineData("Full address")]
    [InlineData("Adresse complète")]
    [InlineData("Ministry address")]
    public void An_address_of_either_kind_is_left_to_the_reader(string heading) =>
        Assert.Empty(InviteeImport.Propose(InviteeTable.Read(Encoding.UTF8.GetBytes($"{heading};x\n"))));

    [Theory]
    [InlineData("a\u0001\u001Fb")]
    [InlineData("a\uFFFEb\uFFFF")]
    public void A_spreadsheet_can_be_read_whatever_its_cells_have(string cell)
    {
        var content = Spreadsheet.Write(
            "Sheet",
            ["X", "Y"],
            [
                [cell, "1"],
            ]
        );
        Assert.Equal(["ab", "1"], Assert.Single(Spreadsheet.Read(content, null).Rows).Cells);
    }

    [Fact]
    public void A_heading_of_the_same_name_again_and_again_is_read_in_bounded_time()
    {
        var heading = string.Concat(Enumerable.Repeat("id de ", 30)) + "x";
        var table = InviteeTable.Read(Encoding.UTF8.GetBytes($"X,{heading}\n"));
        var begun = TimeProvider.System.GetTimestamp();
        Assert.Empty(InviteeImport.Propose(table));
        Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Headings_are_kept_as_they_stand_in_the_file()
    {
        var table = InviteeImport.Read(Spreadsheet.Write("Sheet", ["Pays", "N° de Dossier", "État"], []), null);
        Assert.Equal(["Pays", "N° de Dossier", "État"], table.Headings);
        Assert.Equal(table.Headings, InviteeTable.Read(InviteeImport.Complete(table)).Headings);
    }

    [Fact]
    public void The_plainest_heading_of_a_field_is_proposed()
    {
        var table = InviteeImport.Read(
            Spreadsheet.Write("Sheet", ["Name (nom)", "Country / Pays", "Country", "State", "ISO"], []),
            null
        );
        var proposed = InviteeImport.Propose(table);
        Assert.Equal((2, 4), (proposed["name"], proposed["state"]));
    }

    [Theory]
    [InlineData("D0CF11E0A1B11AE1", "is a workbook of an old Excel (.xls); save it as .xlsx and upload that")]
    [InlineData("89504E470D0A1A0A", "is not a spreadsheet that can be read")]
    [InlineData("255044462D312E34", "is not a spreadsheet that can be read")]
    [InlineData("FFD8FFE000104A46", "is not a spreadsheet that can be read")]
    public void A_file_that_is_no_list_is_refused_with_what_it_is(string begins, string sentence)
    {
        byte[] file = [.. Convert.FromHexString(begins), .. new byte[100]];
        Assert.Equal(sentence, Assert.Throws<UnreadableListException>(() => InviteeImport.Read(file, null)).Message);
    }

    [Theory]
    [InlineData("ISO code")]
    [InlineData("ISO3 code")]
    [InlineData("ISO alpha-3")]
    [InlineData("Code ISO")]
    [InlineData("Code pays")]
    public void A_column_of_codes_is_proposed_for_the_State(string heading) =>
        Assert.Equal(
            "state",
            Assert.Single(InviteeImport.Propose(InviteeTable.Read(Encoding.UTF8.GetBytes(heading)))).Key
        );

    [Theory]
    [InlineData("Member State|Email|Other", "state, office, salutation, language")]
    [InlineData("A|B|C", "state, name, office, salutation, language, address")]
    public void A_list_without_a_column_for_what_is_needed_is_refused_in_one_sentence(string headings, string lacking)
    {
        var list = Spreadsheet.Write(
            "Sheet",
            headings.Split('|'),
            [
                ["France", "a@b.example", "x"],
            ]
        );
        var refused = Assert.Throws<UnreadableListException>(() => InviteeImport.ReadArranged(list, null));
        Assert.Equal($"no column was found for {lacking}; every invitee needs them", refused.Message);
    }

    [Theory]
    [InlineData("KIR", "", "", "Pacific/Tarawa", "Sat Sun")]
    [InlineData("egy", "", "", "Africa/Cairo", "Fri Sat")]
    [InlineData("EGY", "Europe/Paris", "Sun", "Europe/Paris", "Sun")]
    [InlineData("SJM", "", "", "", "")]
    public void A_row_without_zone_or_weekend_gets_those_of_its_State(
        string state,
        string zone,
        string weekend,
        string readZone,
        string readWeekend
    )
    {
        var heading = string.Join(',', InviteeList.Columns);
        var table = InviteeTable.Read(
            Encoding.UTF8.GetBytes($"{heading}\nX,{state},N,O,S,en,a@b.example,,{zone},{weekend},\n")
        );
        var columns = table.Columns.Index().ToDictionary(c => c.Item, c => c.Index);
        foreach (
            var content in new[]
            {
                InviteeImport.Arrange(table, columns, new Dictionary<string, string>()),
                InviteeImport.Complete(table),
            }
        )
        {
            var row = Assert.Single(InviteeImport.Check(InviteeTable.Read(content)));
            Assert.Equal((readZone, readWeekend), (row["zone"], row["weekend"]));
        }
    }

    [Fact]
    public void A_value_for_all_rows_goes_before_the_place_of_the_State()
    {
        var table = InviteeTable.Read("State\nKIR\n"u8.ToArray());
        var values = new Dictionary<string, string> { ["zone"] = "Europe/Zurich" };
        var row = Assert.Single(
            InviteeImport.Check(InviteeTable.Read(InviteeImport.Arrange(table, InviteeImport.Propose(table), values)))
        );
        Assert.Equal(("Europe/Zurich", "Sat Sun"), (row["zone"], row["weekend"]));
    }

    [Fact]
    public void Every_member_State_has_a_place_that_a_list_can_have()
    {
        foreach (var state in StateCodes.All.Where(s => StateNames.FindOfficial(s, Language.Arabic) is not null))
        {
            var place = StatePlaces.Find(state);
            Assert.True(place is not null, $"{state} has no place.");
            Assert.NotNull(NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(place.Zone));
            Assert.True(Weekend.TryParse(place.Weekend, out _), place.Weekend);
        }
    }

    [Fact]
    public void A_zone_of_a_State_is_one_that_the_time_zone_database_lists_for_it()
    {
        var zones = TzdbDateTimeZoneSource.Default.ZoneLocations!.ToLookup(l => l.ZoneId, l => l.CountryCode);
        foreach (var (state, place) in Places())
            Assert.Contains(state, zones[place.Zone].Select(c => new RegionInfo(c).ThreeLetterISORegionName));
    }

    [Fact]
    public void The_days_off_of_a_State_are_those_of_CLDR_where_it_has_them_for_offices()
    {
        // weekendStart and weekendEnd of weekData.json in cldr-core 48.2. All others have Saturday and Sunday.
        var cldr = new Dictionary<string, string> { ["AFG"] = "Thu Fri", ["IRN"] = "Fri" };
        foreach (var state in "BHR DZA EGY IRQ ISR JOR KWT LBY OMN QAT SAU SDN SYR YEM".Split(' '))
            cldr.Add(state, "Fri Sat");
        // The header of the file says why.
        var others = new Dictionary<string, string>
        {
            ["BGD"] = "Fri Sat",
            ["BRN"] = "Fri Sun",
            ["DJI"] = "Fri",
            ["IND"] = "Sat Sun",
            ["MDV"] = "Fri Sat",
            ["NPL"] = "Sat",
            ["PRK"] = "Sun",
            ["PSE"] = "Fri Sat",
            ["SOM"] = "Fri",
            ["UGA"] = "Sat Sun",
        };
        foreach (var (state, place) in Places())
            Assert.Equal(
                (state, others.GetValueOrDefault(state) ?? cldr.GetValueOrDefault(state, "Sat Sun")),
                (state, place.Weekend)
            );
    }

    private static IEnumerable<(string State, StatePlace Place)> Places() =>
        StateCodes.All.Select(s => (s, StatePlaces.Find(s))).Where(p => p.Item2 is not null)!;

    [Fact]
    public void Columns_are_arranged_with_values_for_what_is_missing()
    {
        var table = InviteeTable.Read(
            Encoding.UTF8.GetBytes("Langue;Etat;Notes\nFrançais;che;x\nAnglais;KIR;\nrusse;che;\n")
        );
        var arranged = InviteeTable.Read(
            InviteeImport.Arrange(
                table,
                InviteeImport.Propose(table),
                new Dictionary<string, string> { ["weekend"] = "Sat Sun", ["office"] = "Minister" }
            )
        );
        Assert.True(InviteeImport.IsArranged(arranged));
        var rows = InviteeImport.Check(arranged);
        Assert.Equal(["CHE", "KIR", "CHE-2"], rows.Select(r => r["id"]));
        Assert.Equal(["fr", "en", "ru"], rows.Select(r => r["language"]));
        Assert.All(rows, r => Assert.Equal("Minister", r["office"]));
        Assert.All(rows, r => Assert.Contains("address", r.Errors.Keys));
        Assert.All(rows, r => Assert.DoesNotContain("weekend", r.Errors.Keys));
    }

    [Fact]
    public void One_column_of_codes_names_the_States_too()
    {
        var table = InviteeTable.Read(
            Encoding.UTF8.GetBytes("Code;Nom\nche;Suisse\nKIR;Kiribati\nOFFICE-1;Somebody\n")
        );
        var arranged = InviteeTable.Read(
            InviteeImport.Arrange(table, InviteeImport.Propose(table), new Dictionary<string, string>())
        );
        var (id, state) = (arranged.Columns.ToList().IndexOf("id"), arranged.Columns.ToList().IndexOf("state"));
        Assert.Equal(
            [("che", "CHE"), ("KIR", "KIR"), ("OFFICE-1", "")],
            arranged.Rows.Select(r => (r.Cells[id], r.Cells[state]))
        );
    }

    [Fact]
    public void A_row_of_a_sheet_keeps_its_number_and_its_lines()
    {
        var table = InviteeImport.Read(
            Spreadsheet.Write(
                "Invitees",
                ["ISO", "Adresse\npostale; rue"],
                [
                    ["CHE", "Rue 1\r\nGenève"],
                    ["", ""],
                    ["", ""],
                    ["FRA", "Rue 2\nParis"],
                    ["ITA", ""],
                ]
            ),
            null
        );
        Assert.Equal([2, 5, 6], table.Rows.Select(r => r.Line));

        var kept = InviteeTable.Read(InviteeTable.WriteInLines(table.Columns, table.HeaderLine, table.Rows));
        Assert.Equal(table.Columns, kept.Columns);
        var arranged = InviteeTable.Read(
            InviteeImport.Arrange(
                kept,
                new Dictionary<string, int> { ["state"] = 0, ["postal"] = 1 },
                new Dictionary<string, string>()
            )
        );
        Assert.Equal([2, 5, 6], InviteeImport.Check(arranged).Select(r => r.Line));
        Assert.Equal("Rue 2\nParis", InviteeImport.Check(arranged)[1]["postal"]);
    }

    [Fact]
    public void An_error_stands_at_its_cell()
    {
        var table = InviteeTable.Read(InviteeTable.Write(InviteeList.Columns, [Row, [.. Row[..6], "no", .. Row[7..]]]));
        var rows = InviteeImport.Check(table);
        Assert.Empty(rows[0].Errors);
        Assert.Equal(["address", "id"], rows[1].Errors.Keys.Order());
    }

    [Fact]
    public void A_file_that_is_no_spreadsheet_or_unpacks_to_too_much_is_refused()
    {
        Assert.Throws<UnreadableListException>(() => InviteeImport.Read("PK\u0003\u0004 no zip"u8.ToArray(), null));
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i <= Spreadsheet.MaxUnpackedSize / zeros.Length; i++)
                entry.Write(zeros);
        }
        var bomb = Assert.Throws<UnreadableListException>(() => InviteeImport.Read(zip.ToArray(), null));
        Assert.Contains("unpacks", bomb.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_with_the_same_text_are_one_text_in_memory()
    {
        IReadOnlyList<string> columns = ["State", "Office"];
        List<IReadOnlyList<string>> rows =
        [
            ["CHE", "Federal Chancellery"],
            ["AUT", "Federal Chancellery"],
        ];
        foreach (var file in new[] { Spreadsheet.Write("Invitees", columns, rows), InviteeTable.Write(columns, rows) })
            if (InviteeImport.Read(file, null).Rows is [var first, var second])
                Assert.Same(first.Cells[1], second.Cells[1]);
            else
                Assert.Fail("There are not two rows.");
    }

    [Fact]
    public void A_mended_list_has_no_row_that_is_left_out_or_empty_and_completes_a_corrected_State()
    {
        var table = InviteeTable.Read(
            InviteeTable.Write(
                InviteeList.Columns,
                [Row, ["x", "XXX", .. Row[2..8], "", "", Row[10]], ["b", .. Row[1..]], ["c", .. Row[1..]]]
            )
        );
        var empty = InviteeList.Columns.ToDictionary(c => c, _ => "");
        var mended = InviteeImport.Mend(
            table,
            line => line == 4,
            line =>
                line == 3 ? new Dictionary<string, string> { ["state"] = " che\u00A0", ["language"] = "Français" }
                : line == 5 ? empty
                : new Dictionary<string, string>()
        );
        Assert.Equal([2, 3], mended.Rows.Select(r => r.Line));
        var row = InviteeImport.Check(mended)[1];
        Assert.Empty(row.Errors);
        Assert.Equal(
            ("CHE", "fr", "Europe/Zurich", "Sat Sun"),
            (row["state"], row["language"], row["zone"], row["weekend"])
        );
    }

    [Fact]
    public void A_spreadsheet_of_20_000_rows_becomes_a_list_without_errors()
    {
        var content = Spreadsheet.Write(
            "Invitees",
            ["State", "Country", .. InviteeList.Columns.Skip(3)],
            Enumerable
                .Range(0, 20_000)
                .Select(i => (IReadOnlyList<string>)[.. Row[1..6], $"a{i}@che.example", .. Row[7..]])
        );
        var table = InviteeImport.Read(content, null);
        var arranged = InviteeTable.Read(
            InviteeImport.Arrange(table, InviteeImport.Propose(table), new Dictionary<string, string>())
        );
        Assert.Equal(20_000, InviteeImport.Check(arranged).Count(r => r.Errors.Count == 0));
    }
}
