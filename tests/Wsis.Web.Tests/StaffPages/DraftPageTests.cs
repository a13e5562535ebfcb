using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>The pages that prepare a campaign keep the columns of a list, and add letters for groups.</summary>
public sealed partial class DraftPageTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Draft = "staff/campaigns/wsis-forum-2018/draft";

    [Fact]
    public async Task An_import_keeps_the_further_columns_that_staff_tick_and_a_change_of_one_row_keeps_all()
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false);
        const string List =
            "Pays;ISO;Fonction;Appel;Langue;Adresse postale;Groupe;Budget;Notes\n"
            + "Suisse;CHE;Ministre;Madame,;Français;\"Bundesgasse 3\n3003 Berne\";Régulateurs;17;x\n";
        var page = await Read(app, $"{Draft}/invitees");
        using var upload = new MultipartFormDataContent
        {
            { new StringContent(Token(page)), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(List)), "list", "list.csv" },
        };
        using var uploaded = await app.Http.PostAsync(
            new Uri($"{Draft}/invitees", UriKind.Relative),
            upload,
            TestContext.Current.CancellationToken
        );
        var matching = uploaded.Headers.Location!.OriginalString.TrimStart('/');
        page = await Read(app, matching);
        Assert.Contains("<code>invitee.budget</code>", page, StringComparison.Ordinal);

        var columns = Selects()
            .Matches(page)
            .Select(m => (m.Groups[1].Value, Selected().Match(m.Groups[2].Value).Groups[1].Value));
        using var matched = await app.Post(
            $"{Draft}/invitees/columns",
            [
                ("__RequestVerificationToken", Token(page)),
                ("kept", matching[(matching.IndexOf('=', StringComparison.Ordinal) + 1)..]),
                ("value-zone", "Europe/Zurich"),
                ("value-weekend", "Sat Sun"),
                ("further", "7"),
                .. columns,
            ]
        );
        var kept = matched.Headers.Location!.OriginalString;
        page = await Read(app, kept.TrimStart('/'));
        using var taken = await app.Post(
            $"{Draft}/invitees/rows",
            ("__RequestVerificationToken", Token(page)),
            ("kept", kept[(kept.IndexOf('=', StringComparison.Ordinal) + 1)..]),
            ("expectedVersion", Version().Match(page).Groups[1].Value)
        );
        Assert.EndsWith("?done=1", taken.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var invitee = Assert.Single(await ReadList(app));
        Assert.Equal(("17", "regulateurs", ""), (invitee.Own["budget"], invitee.Group, invitee.Own["notes"]));

        // The form has the lines of the address in one line.
        page = await Read(app, $"{Draft}/invitees/one?line=2");
        Assert.Contains("value=\"Bundesgasse 3; 3003 Berne\"", page, StringComparison.Ordinal);
        using var saved = await app.Post(
            $"{Draft}/invitees/one",
            [
                .. Inputs()
                    .Matches(page)
                    .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))
                    .DistinctBy(f => f.Item1),
                ("language", "fr"),
                ("do", "save"),
            ]
        );
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(invitee, Assert.Single(await ReadList(app)));
    }

    [Fact]
    public async Task A_launch_names_the_letter_of_a_warning_and_says_that_a_second_person_is_missing()
    {
        var files = SampleCampaign.ReadFewFiles();
        files["letters/fr/invitation.md"] = "---\nsubject: Invitation\n---\nVenez.\n"u8.ToArray();
        files["campaign.json"] = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(files["campaign.json"])
                .Replace("\"zone\":", "\"approval\": \"second-person\", \"zone\":", StringComparison.Ordinal)
        );
        var folder = CampaignFolder.Read(files);
        await using var app = await TestHost.Start(staffKey: Key, launched: false, folder: SampleCampaign.Few);
        await app.Campaigns.Import(folder, TestContext.Current.CancellationToken, "A. Author");
        const string Campaign = "staff/campaigns/wsis-forum-2018";
        const string Missing = "requires the approval of a second person";
        await Approve("A. Author");
        foreach (var page in new[] { Campaign, $"{Campaign}/proofs" })
            Assert.Contains(Missing, await Read(app, page), StringComparison.Ordinal);
        await Approve("B. Colleague");
        foreach (var page in new[] { Campaign, $"{Campaign}/proofs" })
            Assert.DoesNotContain(Missing, await Read(app, page), StringComparison.Ordinal);
        Assert.Contains(
            "Invitation, French: has no link to the reply page",
            WebUtility.HtmlDecode(await Read(app, Campaign)),
            StringComparison.Ordinal
        );

        async Task Approve(string person) =>
            (await app.Actions.Approve(folder.Campaign!.Id, null, new Actor(person), CancellationToken.None)).OrThrow();
    }

    [Theory]
    [InlineData("", "ISO", 7)]
    [InlineData("\n\n", "ISO", 9)]
    [InlineData("", "id;state;name;office;salutation;language;address;copy;zone;weekend;region", 7)]
    public async Task A_row_of_an_uploaded_list_is_named_by_its_line_in_the_file(
        string above,
        string headings,
        int line
    )
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false, folder: SampleCampaign.Few);
        var row = headings == "ISO" ? "{0}" : "{0};{0};Name;Office;Dear,;en;a@b.example;;Etc/UTC;Sat;";
        var list = $"{above}{headings}\n\n{string.Format(null, row, "CHE")}\n\n\n\n{string.Format(null, row, "XYZ")}\n";
        var page = await Read(app, $"{Draft}/invitees");
        using var upload = new MultipartFormDataContent
        {
            { new StringContent(Token(page)), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(list)), "list", "list.csv" },
        };
        using var uploaded = await app.Http.PostAsync(
            new Uri($"{Draft}/invitees", UriKind.Relative),
            upload,
            TestContext.Current.CancellationToken
        );
        var kept = uploaded.Headers.Location!.OriginalString.TrimStart('/');
        if (headings == "ISO")
        {
            page = await Read(app, kept);
            using var matched = await app.Post(
                $"{Draft}/invitees/columns",
                [
                    ("__RequestVerificationToken", Token(page)),
                    ("kept", kept[(kept.IndexOf('=', StringComparison.Ordinal) + 1)..]),
                    ("column-state", "0"),
                    .. new[] { "name", "office", "salutation" }.Select(c => ($"value-{c}", "Text")),
                    ("value-language", "en"),
                    ("value-address", "a@b.example"),
                ]
            );
            kept = matched.Headers.Location!.OriginalString.TrimStart('/');
        }
        page = await Read(app, kept);
        Assert.Contains($"Row {line}\n", page, StringComparison.Ordinal);
        using var mended = await app.Post(
            $"{Draft}/invitees/rows",
            ("__RequestVerificationToken", Token(page)),
            ("kept", kept[(kept.IndexOf('=', StringComparison.Ordinal) + 1)..]),
            ("expectedVersion", Version().Match(page).Groups[1].Value),
            ($"cell-{line}-state", "ZYX")
        );
        page = await Read(app, mended.Headers.Location!.OriginalString.TrimStart('/'));
        Assert.Contains($"Row {line}\n", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ZYX\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Choose a column, or give a value for all rows: State (three letters), ")]
    [InlineData(
        "fr",
        "Choisissez une colonne, ou indiquez une valeur pour toutes les lignes\u00A0: État (trois lettres), "
    )]
    public async Task An_uploaded_list_without_a_column_for_what_is_needed_is_refused_in_one_sentence(
        string language,
        string sentence
    )
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false, folder: SampleCampaign.Few);
        foreach (var (start, address) in new[] { (Draft, "invitees"), (Draft[..^"/draft".Length], "additions") })
        {
            var page = await Read(app, $"{start}/{address}?lang={language}");
            using var upload = new MultipartFormDataContent
            {
                { new StringContent(Token(page)), "__RequestVerificationToken" },
                { new ByteArrayContent("Spalte A;Spalte B\nx;y\nz;w\n"u8.ToArray()), "list", "list.csv" },
            };
            using var uploaded = await app.Http.PostAsync(
                new Uri($"{start}/{address}", UriKind.Relative),
                upload,
                TestContext.Current.CancellationToken
            );
            var kept = uploaded.Headers.Location!.OriginalString.TrimStart('/');
            page = await Read(app, $"{kept}&lang={language}");
            using var refused = await app.Post(
                $"{start}/{address}/columns?lang={language}",
                ("__RequestVerificationToken", Token(page)),
                ("kept", kept[(kept.IndexOf('=', StringComparison.Ordinal) + 1)..]),
                ("column-name", "1"),
                ("value-language", "fr"),
                ("further", "0")
            );
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            page = WebUtility.HtmlDecode(
                await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            );
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.DoesNotContain("meanwhile", page, StringComparison.Ordinal);
            // What was chosen is chosen still.
            Assert.Matches("name=\"column-name\"[^$]*?value=\"1\" selected", page);
            Assert.Contains("name=\"value-language\" dir=\"auto\" value=\"fr\"", page, StringComparison.Ordinal);
            Assert.Matches("value=\"0\"\\s+checked", page);
            Assert.DoesNotMatch("value=\"1\"\\s+checked", page);
        }
    }

    [Theory]
    [InlineData("en", "No file was chosen, or the file is empty.")]
    [InlineData("fr", "Aucun fichier n’a été choisi, ou le fichier est vide.")]
    public async Task An_upload_of_nothing_is_said_to_be_one(string language, string sentence)
    {
        const string campaign = "staff/campaigns/wsis-forum-2018";
        await using var app = await TestHost.Start(staffKey: Key, launched: false, folder: SampleCampaign.Few);
        (string Page, string Address, string Field)[] forms =
        [
            ($"{Draft}/invitees", $"{Draft}/invitees", "list"),
            ($"{campaign}/additions", $"{campaign}/additions", "list"),
            ($"{campaign}/corrections", $"{campaign}/corrections", "list"),
            ("staff/new", "staff/new/folder", "folder"),
        ];
        foreach (var (shown, address, field) in forms)
        {
            using var upload = new MultipartFormDataContent
            {
                { new StringContent(Token(await Read(app, shown))), "__RequestVerificationToken" },
                { new ByteArrayContent([]), field, "empty.csv" },
            };
            using var refused = await app.Http.PostAsync(
                new Uri($"{address}?lang={language}", UriKind.Relative),
                upload,
                TestContext.Current.CancellationToken
            );
            var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, refused.StatusCode));
            Assert.Contains(sentence, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(
        "en",
        "Plan, Reminder 1, Days: 'two weeks' is not a whole number of days such as 14, of at most ten years",
        "Days after the deadline in which an answer still counts as in time: 'some' is not a whole number of days"
    )]
    [InlineData(
        "fr",
        "Plan, Rappel 1, Jours : « two weeks » n’est pas un nombre entier de jours tel que 14, de dix ans au plus",
        "« some » n’est pas un nombre entier de jours"
    )]
    public async Task A_number_of_days_that_is_none_stays_in_its_field_and_is_named_in_words(
        string language,
        string plan,
        string grace
    )
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false, folder: SampleCampaign.Few);
        app.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var page = await Read(app, $"{Draft}/facts");
        var fields = ReadFields(page)
            .Select(f =>
                f switch
                {
                    ("step-1-days", _) => (f.Name, "two weeks"),
                    ("step-2-days", _) => (f.Name, "9"),
                    ("grace", _) => (f.Name, "some"),
                    _ => f,
                }
            );

        using var saved = await app.Post($"{Draft}/facts", [.. fields]);

        page = await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var text = Plain(page);
        Assert.Contains($"<a href=\"#steps[1].due\">{plan}", text, StringComparison.Ordinal);
        Assert.Contains("<p class=\"error\" id=\"steps[1].due-error\">", text, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"contact.language-hint\"", page, StringComparison.Ordinal);
        Assert.Contains(("step-1-days", "two weeks"), ReadFields(page));
        Assert.Contains(("step-2-days", "9"), ReadFields(page));
        Assert.Matches("name=\"step-1-days\"[^>]* id=\"steps\\[1\\].due\" aria-invalid=\"true\"", text);
        Assert.Contains(grace, text, StringComparison.Ordinal);

        // The check names the same field, with the way to it, and no property.
        var check = Plain(await Read(app, Draft));
        Assert.Contains(plan, check, StringComparison.Ordinal);
        Assert.Contains("/draft/facts#steps%5B1%5D.due\"", check, StringComparison.Ordinal);
        Assert.DoesNotContain("Ptwo weeksD", check, StringComparison.Ordinal);
        // The letter of the step is that of a step all the same.
        Assert.DoesNotContain("/letters/fr/reminder-1", check, StringComparison.Ordinal);
        Assert.DoesNotContain("steps[1]", check, StringComparison.Ordinal);

        // It stays there when the page is opened again, and is mended there.
        page = await Read(app, $"{Draft}/facts");
        Assert.Contains(("step-1-days", "two weeks"), ReadFields(page));
        using var mended = await app.Post(
            $"{Draft}/facts",
            [.. ReadFields(page).Select(f => f.Name is "step-1-days" or "grace" ? (f.Name, "12") : f)]
        );
        Assert.Equal(HttpStatusCode.SeeOther, mended.StatusCode);
    }

    [Theory]
    [InlineData("en", "Statements", "Name of the event, French")]
    [InlineData("fr", "Déclarations", "Nom de la manifestation, Français")]
    public async Task A_problem_of_a_fact_names_its_field_in_words(string language, string capacity, string name)
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false, folder: SampleCampaign.Few);
        app.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var page = await Read(app, $"{Draft}/facts");
        using var saved = await app.Post(
            $"{Draft}/facts",
            [
                .. ReadFields(page)
                    .Select(f =>
                        f.Name switch
                        {
                            "statement-0-capacity" => (f.Name, "many"),
                            "event.name.fr" => (f.Name, new string('x', 1001)),
                            _ => f,
                        }
                    ),
            ]
        );
        foreach (var shown in new[] { Plain(await Read(app, Draft)), Plain(await Read(app, $"{Draft}/facts")) })
        {
            Assert.Contains($", {capacity}", shown, StringComparison.Ordinal);
            Assert.Contains(name, shown, StringComparison.Ordinal);
            Assert.DoesNotContain("statements[0].capacity:", shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en", "Letters: 16 (English, French)", "Plan: Invitation, Reminder 1, Last call", "16 letters")]
    [InlineData("fr", "Lettres : 16 (Anglais, Français)", "Plan : Invitation, Rappel 1, Dernier appel", "16 lettres")]
    public async Task A_new_campaign_says_what_it_has_and_what_is_next(
        string language,
        string letters,
        string plan,
        string counted
    )
    {
        await using var app = await TestHost.Start(staffKey: Key);
        app.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var page = await Read(app, "staff/new");
        using var created = await app.Post(
            "staff/new",
            ("__RequestVerificationToken", Token(page)),
            ("name", "Short"),
            ("reference", "CL-1"),
            ("from", "2018-02-01"),
            ("to", "2018-02-02"),
            ("place", "Genève"),
            ("languages", "en"),
            ("languages", "fr"),
            ("sendAt", "2018-01-08T09:00"),
            ("deadline", "2018-01-22T00:00"),
            ("zone", "Europe/Zurich"),
            ("organisation", "O"),
            ("signatory", "S"),
            ("contact", "C"),
            ("address", "c@o.example"),
            ("telephone", "1")
        );
        Assert.Equal(HttpStatusCode.SeeOther, created.StatusCode);
        page = Plain(await Read(app, created.Headers.Location!.OriginalString.TrimStart('/')));
        Assert.Contains(letters, page, StringComparison.Ordinal);
        Assert.Contains(plan, page, StringComparison.Ordinal);
        foreach (var next in new[] { "invitees", "letters", "facts" })
            Assert.Matches($"role=\"status\".*<li><a href=\"/staff/campaigns/short/draft/{next}\">", page);
        // The letters are counted and not listed.
        Assert.Contains($"<span>{counted}</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<bdi>Invitation, ", page, StringComparison.Ordinal);
    }

    /// <summary>The fields of the form of facts, as a browser sends them.</summary>
    private static List<(string Name, string Value)> ReadFields(string page)
    {
        var fields = new List<(string, string)>();
        var form = page[page.IndexOf("enctype=\"multipart/form-data\"", StringComparison.Ordinal)..];
        foreach (Match m in Controls().Matches(form))
        {
            var attributes = m.Groups["attributes"].Value;
            if (Name().Match(attributes) is not { Success: true } name || attributes.Contains("type=\"file\""))
                continue;
            if (attributes.Contains("type=\"checkbox\"") && !attributes.Contains(" checked"))
                continue;
            var value =
                m.Groups["options"].Success ? Chosen(m.Groups["options"].Value)
                : m.Groups["text"].Success ? m.Groups["text"].Value.TrimStart('\n')
                : Value().Match(attributes).Groups[1].Value;
            fields.Add((name.Groups[1].Value, WebUtility.HtmlDecode(value)));
        }
        return fields;

        static string Chosen(string options)
        {
            var chosen = SelectedOption().Match(options) is { Success: true } found
                ? found
                : FirstOption().Match(options);
            return chosen.Groups[1].Value;
        }
    }

    private static string Plain(string page) =>
        Blanks().Replace(WebUtility.HtmlDecode(page).Replace('\u00A0', ' ').Replace('\u202F', ' '), " ");

    [GeneratedRegex("\\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        "<(?:select(?<attributes>[^>]*)>(?<options>.*?)</select>|textarea(?<attributes>[^>]*)>(?<text>[^<]*)</textarea>"
            + "|input(?<attributes>[^>]*)>)",
        RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex Controls();

    [GeneratedRegex(" name=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Value();

    [GeneratedRegex("value=\"([^\"]*)\"\\s+selected", RegexOptions.NonBacktracking)]
    private static partial Regex SelectedOption();

    [GeneratedRegex("<option value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex FirstOption();

    [Fact]
    public async Task A_letter_for_a_group_begins_as_the_general_one_in_the_languages_of_the_group()
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false, folder: SampleCampaign.Few);
        var draft = (await app.Drafts.Find(TestHost.Key("FRA").Campaign, TestContext.Current.CancellationToken))!;
        var list = (await app.Drafts.Read(draft, InviteeList.FileName, TestContext.Current.CancellationToken))!;
        var table = InviteeTable.Read(list);
        var grouped = InviteeTable.Write(
            [.. table.Columns, "group"],
            table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Cells, r.Cells[0] == "FRA" ? "Regulators" : ""])
        );
        await app.Drafts.Write(
            draft.Campaign,
            InviteeList.FileName,
            grouped,
            new("staff"),
            TestContext.Current.CancellationToken
        );
        var page = await Read(app, $"{Draft}/letters");
        using var added = await app.Post(
            $"{Draft}/letters/group",
            ("__RequestVerificationToken", Token(page)),
            ("letter", "invitation"),
            ("group", "regulators")
        );
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        page = await Read(app, $"{Draft}/letters");
        Assert.Contains("Invitation (regulators)", page, StringComparison.Ordinal);
        Assert.Contains("general letter", page, StringComparison.Ordinal);
        draft = (await app.Drafts.Find(draft.Campaign, TestContext.Current.CancellationToken))!;
        Assert.Equal(
            ["letters/fr/invitation.regulators.md"],
            draft.Files.Select(f => f.Path).Where(p => p.Contains("regulators", StringComparison.Ordinal))
        );
        Assert.Contains("invitation.regulators", await Read(app, $"{Draft}/letters/fr/invitation.regulators"));
    }

    private static async Task<IReadOnlyList<Invitee>> ReadList(TestHost app)
    {
        var draft = (await app.Drafts.Find(TestHost.Key("FRA").Campaign, TestContext.Current.CancellationToken))!;
        var list = await app.Drafts.Read(draft, InviteeList.FileName, TestContext.Current.CancellationToken);
        return InviteeList.Read(list!, []);
    }

    private static Task<string> Read(TestHost app, string path) =>
        app.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static string Token(string page) => WebUtility.HtmlDecode(TokenField().Match(page).Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex TokenField();

    [GeneratedRegex(
        "<select name=\"(column-[a-z]+)\"(.*?)</select>",
        RegexOptions.NonBacktracking | RegexOptions.Singleline
    )]
    private static partial Regex Selects();

    [GeneratedRegex("value=\"([0-9]+)\" selected", RegexOptions.NonBacktracking)]
    private static partial Regex Selected();

    [GeneratedRegex("name=\"expectedVersion\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex("<input [^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Inputs();
}
