using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Tests;

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
