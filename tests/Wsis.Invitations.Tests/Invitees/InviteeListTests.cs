using System.Globalization;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Invitees;

public sealed class InviteeListTests
{
    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Comma_semicolon_and_tab_are_read_alike(string separator)
    {
        var row = string.Join(
            separator,
            "CHE",
            "CHE",
            "Suisse",
            "Ministre",
            "\"Madame, Monsieur;\"",
            "fr",
            "minister@ict.che.example",
            "",
            "Europe/Zurich",
            "Sat Sun",
            "Europe"
        );
        var invitee = Assert.Single(
            Right(CampaignFolderBuilder.Header.Replace(",", separator, StringComparison.Ordinal) + "\n" + row + "\n")
        );
        Assert.Equal("Suisse", invitee.Name);
        Assert.Null(invitee.Copy);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public void A_byte_order_mark_is_not_part_of_the_header(string mark) =>
        Assert.Single(Right($"{mark}{CampaignFolderBuilder.Header}\r\n{CampaignFolderBuilder.Row}\r\n"));

    [Fact]
    public void Columns_may_come_in_any_order()
    {
        var header = string.Join(',', CampaignFolderBuilder.Header.Split(',').Reverse());
        Assert.Single(
            Right($"{header}\nEurope,Sat Sun,Europe/Zurich,,a@b.example,fr,\"M,\",Ministre,Suisse,CHE,CHE\n")
        );
    }

    [Fact]
    public void Quotes_double_themselves_and_a_formula_is_a_text()
    {
        var invitee = Assert.Single(
            Right(
                $"{CampaignFolderBuilder.Header}\nCHE,CHE,\"=HYPERLINK(\"\"http://x\"\")\",Ministre,\"M,\",fr,a@b.example,,Europe/Zurich,Sat Sun,\n"
            )
        );
        Assert.Equal("=HYPERLINK(\"http://x\")", invitee.Name);
    }

    [Theory]
    [InlineData("CHE,CHE", "CHE,CH", "column 'state': 'CH' is not an ISO 3166-1 alpha-3 code of a State, such as CHE")]
    [InlineData("CHE,CHE", ",CHE", "column 'id': is empty; it must be an invitee id")]
    [InlineData("CHE,CHE", "a~b,CHE", "column 'id': 'a~b' is not an invitee id")]
    [InlineData(
        "minister@ict.che.example",
        "minister(at)ict",
        "column 'address': 'minister(at)ict' is not an e-mail address of the form name@example.org"
    )]
    [InlineData(
        "minister@ict.che.example",
        "",
        "column 'address': is empty; it must be an e-mail address, unless there is a postal address or a fax number"
    )]
    [InlineData(
        "minister@ict.che.example",
        "=1+1",
        "column 'address': '=1+1' is not an e-mail address of the form name@example.org"
    )]
    [InlineData(",fr,", ",de,", "column 'language': 'de' is not one or two of the languages ar (Arabic)")]
    [InlineData("Europe/Zurich", "CET+1", "column 'zone': 'CET+1' is not a time zone")]
    [InlineData(
        "Sat Sun",
        "Samstag",
        "column 'weekend': 'Samstag' is not a list of at most six days by name, in English or another of the six "
            + "languages, with spaces or commas between them, such as 'Fri Sat' or 'Saturday, Sunday'"
    )]
    [InlineData("Ministre,", ",", "column 'office': is empty; it must be a text of one line")]
    [InlineData(",Europe/Zurich", ",Europe/Zurich,extra", "has 12 cells; the header has 11")]
    public void A_problem_in_a_row_has_its_line_and_column(string part, string by, string message)
    {
        var problems = Wrong(
            List(RowWith("CHE,CHE", "AUT,AUT").Replace("minister@", "m@", StringComparison.Ordinal))
                + $"{RowWith(part, by)}\n"
        );
        var problem = Assert.Single(problems);
        Assert.Equal(3, problem.Line);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sat Sun", "Fri Sat")]
    [InlineData("Sat Sun", "\"Saturday, Sunday\"")]
    [InlineData("Sat Sun", "vendredi samedi")]
    [InlineData("Sat Sun", "\"Sat, Sun\"")]
    [InlineData("Europe/Zurich", "W. Europe Standard Time")]
    [InlineData("Europe/Zurich", "Geneva")]
    [InlineData("Europe/Zurich", "Genève")]
    [InlineData(",fr,", ",fr en,")]
    public void A_value_that_a_refusal_gives_as_an_example_is_accepted(string part, string by)
    {
        var problems = new List<Problem>();
        Assert.Single(InviteeList.Read(Encoding.UTF8.GetBytes(List(RowWith(part, by))), problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("id,postal\nA,\"Rue 1\n\nGenève\n\"\nB,x\nC,\"1\n2\"\nD,x\n", 2, 6, 7, 9)]
    [InlineData("sep=,\r\nid,postal\r\nA,\"Rue 1\r\nGenève\"\r\n\r\nB,x\r\n\r\nC,\"1\r\n2\"", 3, 6, 8)]
    [InlineData("\n\nid,\"pos\ntal\"\n\"A\n\",x\nB,y", 5, 7)]
    [InlineData("id,postal\rA,\"1\r2\"\rB,x\r", 2, 4)]
    public void A_row_is_named_by_its_first_line(string csv, params int[] lines) =>
        Assert.Equal(lines, InviteeTable.Read(Encoding.UTF8.GetBytes(csv)).Rows.Select(r => r.Line));

    [Theory]
    [InlineData("\n\nid;state\nA;CHE\n")]
    [InlineData("\r\n \r\nid\tstate\r\nA\tCHE")]
    [InlineData("id,state,\"copy; or none\"\nA,CHE,x")]
    [InlineData("\"id\",state,\"copy\n; or\tnone\"\nA,CHE,x")]
    public void The_separator_is_that_of_the_headings(string csv)
    {
        var table = InviteeTable.Read(Encoding.UTF8.GetBytes(csv));
        Assert.Equal(["id", "state"], table.Columns.Take(2));
        Assert.Equal(["A", "CHE"], Assert.Single(table.Rows).Cells.Take(2));
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_named_by_its_first_line()
    {
        var cell = string.Join('\n', Enumerable.Repeat(new string('x', 1000), 80));
        var csv = $"sep=,\n{CampaignFolderBuilder.Header}\n{CampaignFolderBuilder.Row}\nAUT,\"{cell}\"\n";
        Assert.Equal(4, Wrong(csv)[0].Line);
    }

    [Fact]
    public void A_doubled_id_is_said_with_the_line_of_the_first()
    {
        var problems = Wrong($"{List(CampaignFolderBuilder.Row)}{RowWith("CHE,CHE", "che,CHE")}\n");
        Assert.Equal(["column 'id': 'che' is already in line 2"], problems.Select(p => p.Message));
    }

    [Fact]
    public void One_mailbox_for_two_States_is_a_warning()
    {
        var folder = new CampaignFolderBuilder()
            .Rows(
                CampaignFolderBuilder.Row,
                CampaignFolderBuilder.Row.Replace("CHE,CHE", "AUT,AUT", StringComparison.Ordinal)
            )
            .Read();
        Assert.Empty(folder.Problems);
        Assert.Equal(2, folder.Invitees.Count);
        Assert.Equal(
            "invitees.csv:3: warning: column 'address': 'minister@ict.che.example' is also the address of line 2",
            Assert.Single(folder.Warnings).ToString()
        );
    }

    [Theory]
    // Austria has the time of Switzerland.
    [InlineData("CHE AUT", "Europe/Zurich", "Sat Sun", null)]
    [InlineData(
        "CHE KEN",
        "Europe/Zurich",
        "Sat Sun",
        "all 2 invitees have Europe/Zurich; in the States of 1 of them it is"
    )]
    [InlineData(
        "CHE KEN ARE",
        "Europe/Zurich",
        "Fri Sat",
        "in the States of 2 of them it is another time, and 3 have other days off"
    )]
    // All are in one State, or the zone is that of each.
    [InlineData("KEN KEN", "Europe/Zurich", "Sat Sun", null)]
    [InlineData("CHE KEN", "Europe/Zurich Africa/Nairobi", "Sat Sun", null)]
    // The places of these are not known.
    [InlineData("ATA BVT", "Europe/Zurich", "Sat Sun", null)]
    public void One_zone_for_all_is_a_warning_where_the_States_lie_in_several(
        string states,
        string zones,
        string weekend,
        string? warned
    )
    {
        var given = zones.Split(' ');
        var folder = new CampaignFolderBuilder()
            .Rows([
                .. states
                    .Split(' ')
                    .Index()
                    .Select(s =>
                        CampaignFolderBuilder
                            .Row.Replace("CHE,CHE", $"X{s.Index},{s.Item}", StringComparison.Ordinal)
                            .Replace("minister@", $"minister{s.Index}@", StringComparison.Ordinal)
                            .Replace("Europe/Zurich", given[s.Index % given.Length], StringComparison.Ordinal)
                            .Replace("Sat Sun", weekend, StringComparison.Ordinal)
                    ),
            ])
            .With("\"steps\"", "\"window\": { \"from\": \"09:00\", \"to\": \"17:00\" }, \"steps\"")
            .Read();
        Assert.Empty(folder.Problems);
        var warnings = folder.Warnings.Select(w => w.ToString()).ToList();
        if (warned is null)
            Assert.Empty(warnings);
        else
            Assert.Contains(warned, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFFsep=;\r\n{0}\r\n{1}\r\n")]
    [InlineData("SEP=,\n{0}\n{1}\n")]
    [InlineData("\n\n{0}\n\n{1}\n\n")]
    [InlineData("{0}\r\n{1}\r\n,,,,,,,,,,\r\n,,,,,,,,,,\r\n,,\r\n")]
    [InlineData("{0},,\n{1},,\n")]
    [InlineData(",,,,,,,,,,\n{0}\n{1}\n")]
    public void Additions_of_a_spreadsheet_are_not_part_of_the_list(string file)
    {
        var semicolons = file.Contains("sep=;", StringComparison.Ordinal);
        var (header, row) = (CampaignFolderBuilder.Header, CampaignFolderBuilder.Row);
        if (semicolons)
            (header, row) = (
                header.Replace(',', ';'),
                row.Replace(",", ";", StringComparison.Ordinal)
                    .Replace("Madame; Monsieur;", "Madame, Monsieur,", StringComparison.Ordinal)
            );
        Assert.Equal("Europe/Zurich", Assert.Single(Right(string.Format(null, file, header, row))).Zone.Id);
    }

    [Fact]
    public void The_columns_are_known_in_any_case_and_with_spaces_around_them() =>
        Assert.Single(
            Right(
                CampaignFolderBuilder.Header.ToUpperInvariant().Replace(",", " ,\u00A0", StringComparison.Ordinal)
                    + $"\n{CampaignFolderBuilder.Row}\n"
            )
        );

    [Theory]
    [InlineData("\u00A0minister@ict.che.example\u00A0")]
    [InlineData("\u200Bminister@ict.che.example\uFEFF")]
    [InlineData("minister@ict.che.example.")]
    [InlineData("mailto:minister@ict.che.example")]
    [InlineData("\"\"\"Cabinet du Ministre\"\" <minister@ict.che.example>\"")]
    [InlineData("Cabinet <minister@ict.che.example>")]
    public void An_address_is_read_as_people_write_it(string cell) =>
        Assert.Equal(
            "minister@ict.che.example",
            Assert.Single(Right(List(RowWith("minister@ict.che.example", cell)))).Address
        );

    [Theory]
    [InlineData("fr", "Suisse")]
    [InlineData("en", "Switzerland")]
    [InlineData("ar", "سويسرا")]
    [InlineData("zh", "瑞士")]
    [InlineData("ru", "Швейцария")]
    [InlineData("es", "Suiza")]
    public void A_State_without_a_name_in_the_list_has_its_official_one(string language, string name)
    {
        var csv = List(RowWith("Suisse", "").Replace(",fr,", $",{language},", StringComparison.Ordinal));
        Assert.Equal(name, Assert.Single(Right(csv)).Name);
    }

    [Fact]
    public void A_territory_without_a_name_in_the_list_has_one_in_French_and_English_only()
    {
        var csv = List(RowWith("CHE,CHE,Suisse", "GLP,GLP,"));
        Assert.Equal("Guadeloupe", Assert.Single(Right(csv)).Name);
        Assert.Equal(
            "column 'name': is empty; it must be a text of one line",
            Assert.Single(Wrong(csv.Replace(",fr,", ",ar,", StringComparison.Ordinal))).Message
        );
    }

    [Theory]
    [InlineData("europe/zurich", "Europe/Zurich")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\"", "Europe/Amsterdam")]
    [InlineData("(UTC-05:00) Eastern Time", null)]
    [InlineData("Zürich", "Europe/Zurich")]
    [InlineData("new york", "America/New_York")]
    [InlineData("Genève", "Europe/Zurich")]
    [InlineData("São Paulo", "America/Sao_Paulo")]
    [InlineData("جنيف", "Europe/Zurich")]
    [InlineData("القاهرة", "Africa/Cairo")]
    [InlineData("Москва", "Europe/Moscow")]
    [InlineData("北京", "Asia/Shanghai")]
    [InlineData("El Cairo", "Africa/Cairo")]
    [InlineData("Yaoundé", "Africa/Douala")]
    [InlineData("\"(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris\"", "Europe/Brussels")]
    [InlineData("Atlantis", null)]
    public void A_zone_is_read_by_its_names_and_by_a_city(string cell, string? zone)
    {
        var csv = List(RowWith("Europe/Zurich", cell));
        if (zone is null)
            Assert.Single(Wrong(csv));
        else
            Assert.Equal(zone, Assert.Single(Right(csv)).Zone.Id);
    }

    [Fact]
    public void Every_name_of_a_city_finds_its_own_zone()
    {
        using var stream = typeof(ZoneNames).Assembly.GetManifestResourceStream("zone-cities.tsv")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'));
        Assert.All(rows, r => Assert.All(r, name => Assert.Equal(r[0], ZoneNames.Find(name)?.Id)));
    }

    [Theory]
    [InlineData("samedi et dimanche", "Sat Sun")]
    [InlineData("\"Vendredi, samedi\"", "Fri Sat")]
    [InlineData("friday/saturday", "Fri Sat")]
    [InlineData("sábado y domingo", "Sat Sun")]
    [InlineData("пятница и суббота", "Fri Sat")]
    [InlineData("сб. вс.", "Sat Sun")]
    [InlineData("الجمعة والسبت", "Fri Sat")]
    [InlineData("الخميس و الجمعة", "Thu Fri")]
    [InlineData("星期六、星期日", "Sat Sun")]
    [InlineData("周五和周六", "Fri Sat")]
    [InlineData("SUN", "Sun")]
    [InlineData("", "")]
    [InlineData("sat sunny", null)]
    [InlineData("周八", null)]
    [InlineData("lundi mardi mercredi jeudi vendredi samedi dimanche", null)]
    public void Days_off_are_read_by_their_names_in_the_six_languages(string cell, string? weekend)
    {
        var csv = List(RowWith("Sat Sun", cell));
        if (weekend is null)
            Assert.Single(Wrong(csv));
        else
            Assert.Equal(weekend, Assert.Single(Right(csv)).Weekend.ToString());
    }

    [Theory]
    [InlineData("a@x.example; b@y.example", "a@x.example; b@y.example")]
    [InlineData("\"a@x.example;b@y.example ;\"", "a@x.example; b@y.example")]
    [InlineData("\"a@x.example\r\n\"\"Cabinet; of the Minister\"\" <b@y.example>\n\"", "a@x.example; b@y.example")]
    [InlineData("mailto:a@x.example; A@X.example; b@y.example.", "a@x.example; b@y.example")]
    [InlineData("a@x.example;b@x.example;c@x.example;d@x.example;e@x.example", null)]
    public void Several_addresses_are_read(string cell, string? stored)
    {
        var row = RowWith("minister@ict.che.example,mission@che.example", $"{cell},{cell}");
        var invitee = Assert.Single(Right(List(row)));
        Assert.Equal(invitee.Address, invitee.Copy);
        if (stored is not null)
            Assert.Equal(stored, invitee.Address);
        Assert.Equal(stored is null ? 5 : 2, invitee.Addresses.Count);
        Assert.Equal(invitee, Assert.Single(Right(Encoding.UTF8.GetString(InviteeList.Write([invitee])))));
    }

    [Theory]
    [InlineData("a@x.example; b")]
    [InlineData("a@x.example;b@x.example;c@x.example;d@x.example;e@x.example;f@x.example")]
    public void More_than_five_addresses_or_a_wrong_one_are_an_error(string cell) =>
        Assert.Equal(
            [
                $"column 'address': '{cell}' is not one to five e-mail addresses of the form "
                    + "name@example.org, separated by ';'",
            ],
            Wrong(List(RowWith("minister@ict.che.example", cell))).Select(p => p.Message)
        );

    [Fact]
    public void An_internationalised_domain_is_stored_in_ascii_and_shown_as_written()
    {
        const string Written = "minister@министерство.рф";
        var address = Assert.Single(Right(List(RowWith("minister@ict.che.example", Written)))).Address;
        Assert.StartsWith("minister@xn--", address, StringComparison.Ordinal);
        Assert.True(address.All(char.IsAscii), address);
        Assert.Equal(Written, EmailAddress.ToDisplay(address));
    }

    [Theory]
    [InlineData("a@b.example\n")]
    [InlineData("a@b.example\r\n")]
    [InlineData("a@b")]
    [InlineData("a@b.example; c@d.example")]
    [InlineData("<a@b.example")]
    [InlineData("a@-b.рф")]
    public void A_stored_address_is_valid(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void Problems_of_rows_are_said_beside_those_of_the_header_and_each_is_one_line()
    {
        var problems = Wrong(
            $"{CampaignFolderBuilder.Header.Replace("weekend,", "", StringComparison.Ordinal)},note\n"
                + "CHE,CHE,Suisse,Ministre,\"M,\",fr,\"not\nan address\",,Europe/Zurich,Europe,\"a\nb\"\n"
        );
        Assert.Equal(
            [
                "the column 'weekend' is missing",
                "column 'address': 'not\\nan address' is not one to five e-mail addresses of the form "
                    + "name@example.org, separated by ';'",
                "column 'note': 'a\\nb' is not a text of one line",
            ],
            problems.Select(p => p.Message.Split("; ")[0])
        );
    }

    [Theory]
    [InlineData("", "the first line must name")]
    [InlineData("id,state\nCHE,CHE\n", "the column 'name' is missing")]
    [InlineData(
        "id,state,name,office,salutation,language,address,copy,zone,weekend,region,2018\n",
        "the column '2018' is not known"
    )]
    public void A_wrong_header_is_refused(string csv, string message) =>
        Assert.Contains(
            Wrong(csv),
            p =>
                p.Line == 1
                && (
                    p.Message.StartsWith(message, StringComparison.Ordinal)
                    || p.Message.Contains("is empty", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void A_list_without_invitees_is_refused() =>
        Assert.Equal(
            "invitees.csv:0: the list is empty: it needs at least one invitee",
            Assert.Single(Wrong(CampaignFolderBuilder.Header + "\n")).ToString()
        );

    [Theory]
    [InlineData("windows-1252", "Côte d’Ivoire – “été”")]
    [InlineData("utf-16", "Côte d’Ivoire")]
    [InlineData("utf-16BE", "科特迪瓦")]
    public void A_list_is_read_in_the_encodings_in_which_spreadsheets_save(string name, string state)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var text = List(RowWith("Suisse", state));
        var problems = new List<Problem>();
        var invitees = InviteeList.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], problems);
        Assert.Empty(problems);
        Assert.Equal(state, Assert.Single(invitees).Name);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(100_000)]
    public void A_cell_that_is_too_long_is_refused(int length) =>
        Assert.NotEmpty(Wrong(List(RowWith("Suisse", new string('x', length)))));

    [Fact]
    public void A_quote_that_is_never_closed_is_refused() =>
        Assert.NotEmpty(Wrong($"{CampaignFolderBuilder.Header}\nCHE,CHE,\"Suisse,Ministre\n"));

    [Fact]
    public void A_hundred_thousand_rows_are_read()
    {
        var csv = new StringBuilder(CampaignFolderBuilder.Header).Append('\n');
        for (var i = 0; i < 100_000; i++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"i{i},CHE,Suisse,Ministre,\"M,\",fr,m{i}@b.example,,Europe/Zurich,Sat Sun,\n"
            );
        Assert.Equal(100_000, Right(csv.ToString()).Count);
    }

    [Fact]
    public void There_are_249_codes_of_states() => Assert.Equal(249, StateCodes.Count);

    private static string List(string row) => $"{CampaignFolderBuilder.Header}\n{row}\n";

    private static string RowWith(string part, string by) =>
        CampaignFolderBuilder.Row.Replace(part, by, StringComparison.Ordinal);

    private static IReadOnlyList<Invitee> Right(string csv)
    {
        var problems = new List<Problem>();
        var invitees = InviteeList.Read(Encoding.UTF8.GetBytes(csv), problems);
        Assert.Empty(problems);
        return invitees;
    }

    private static List<Problem> Wrong(string csv)
    {
        var problems = new List<Problem>();
        InviteeList.Read(Encoding.UTF8.GetBytes(csv), problems);
        Assert.NotEmpty(problems);
        return problems;
    }
}
