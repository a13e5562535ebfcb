using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Staff correct many invitees by a list in mid-campaign, after a look at each value before and
/// after.</summary>
public sealed partial class ListCorrectionTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Api = "api/campaigns/wsis-forum-2018/corrections";
    private const string Page = "staff/campaigns/wsis-forum-2018/corrections";

    private const string Invitation = "staff/campaigns/wsis-forum-2018/invitations/FRA";
    private const string InvitationApi = "api/campaigns/wsis-forum-2018/invitations/FRA";

    private const string List = "id;salutation;Notes\nFRA;Monsieur le Ministre,;x\nDEU;Dear Minister,;\n";

    [Fact]
    public async Task A_list_is_compared_then_applied_and_each_journal_has_before_and_after()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var former = (await app.Find("FRA")).Invitee;
        var compared = await Post(app, $"{Api}/compare", List);
        Assert.Equal(["FRA", "DEU"], compared["corrections"]!.AsArray().Select(c => (string)c!["invitee"]!));
        Assert.Equal(["Notes"], compared["notUsed"]!.AsArray().Select(c => (string)c!));
        var change = compared["corrections"]![0]!["changes"]!.AsArray().Single()!;
        Assert.Equal(
            ("salutation", former.Salutation, "Monsieur le Ministre,"),
            ((string)change["column"]!, (string)change["before"]!, (string)change["after"]!)
        );
        Assert.Equal(former, (await app.Find("FRA")).Invitee);

        var fingerprint = (string)compared["fingerprint"]!;
        Assert.Equal(2, (int)(await Post(app, $"{Api}?fingerprint={fingerprint}", List))["count"]!);
        Assert.Equal("Monsieur le Ministre,", (await app.Find("FRA")).Invitee.Salutation);
        Assert.Equal(former with { Salutation = "Monsieur le Ministre," }, (await app.Find("FRA")).Invitee);
        var entry = (await app.Journal("FRA"))[^1];
        Assert.Equal(
            new JournalEvent.ParticularCorrected("salutation", former.Salutation, "Monsieur le Ministre,"),
            entry.Event
        );
        // The same list again changes nothing, and the comparison is another one.
        Assert.Empty((await Post(app, $"{Api}/compare", List))["corrections"]!.AsArray());
        await Post(app, $"{Api}?fingerprint={fingerprint}", List, HttpStatusCode.PreconditionFailed);
        Assert.Single(
            await app.Store.Campaigns.ReadJournal(TestHost.Key("FRA").Campaign, CancellationToken.None),
            e => e.Event is JournalEvent.ListCorrected { Count: 2 }
        );
    }

    [Fact]
    public async Task A_list_with_an_error_corrects_nobody_and_says_where()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        const string Wrong = "id,address\nFRA,new@fra.example\nDEU,no address\nXXX,x@x.example\nFRA,b@fra.example\n";
        var compared = await Post(app, $"{Api}/compare", Wrong);
        Assert.Equal(
            ["3 is-not", "4 invitee-unknown", "5 id-twice"],
            compared["problems"]!.AsArray().Select(p => $"{p!["line"]} {p["code"]}").Order()
        );
        await Post(app, Api, Wrong, HttpStatusCode.BadRequest);
        Assert.NotEqual("new@fra.example", (await app.Find("FRA")).Invitee.Address);
        Assert.Equal(
            "column-missing",
            (string)(await Post(app, $"{Api}/compare", "state\nFRA\n"))["problems"]![0]!["code"]!
        );
    }

    [Fact]
    public async Task A_list_is_warned_of_as_an_import_is_and_can_be_applied()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var address = (await app.Find("DEU")).Invitee.Address;
        var list = $"id,language,address\nFRA,fr en,{address}\n";
        var compared = await Post(app, $"{Api}/compare", list);
        Assert.Empty(compared["problems"]!.AsArray());
        Assert.Equal(
            [
                "language no-second-text: column 'language': the English text below of 1 invitee begins with words of "
                    + "the language above; columns of its own are for it: 'office_en', 'salutation_en'",
                $"address address-of-invitee: column 'address': '{address}' is an address of 'DEU' and of 'FRA'",
            ],
            compared["warnings"]!.AsArray().Select(w => $"{w!["column"]} {w["code"]}: {w["message"]}")
        );
        Assert.Equal(1, (int)(await Post(app, Api, list))["count"]!);
        // What is so already is not warned of again.
        compared = await Post(app, $"{Api}/compare", "id,salutation\nFRA,Monsieur le Ministre\n");
        Assert.Empty(compared["warnings"]!.AsArray());
    }

    [Fact]
    public async Task A_field_of_a_letter_that_a_correction_empties_is_warned_of_until_it_is_filled()
    {
        var files = SampleCampaign.ReadFewFiles();
        const string Letter = "letters/fr/reminder-1.md";
        // The invitation has gone out: it is not warned of.
        foreach (var file in new[] { Letter, "letters/fr/invitation.md" })
            files[file] = [.. files[file], .. "\n\n{{ invitee.person }}\n"u8];
        var folder = CampaignFolder.Read(files);
        await using var app = await TestHost.Start(
            staffKey: Key,
            folder: folder.WithInvitees([
                .. folder.Invitees.Select(i => i with { Person = i.Id.Value == "DEU" ? "" : "A. N. Example" }),
            ])
        );
        const string Empty = "id,person\nFRA,\n";
        Assert.Equal(
            [$"{Letter} field-empty: 'invitee.person' is empty for 1 invitee, such as 'FRA'"],
            (await Post(app, $"{Api}/compare", Empty))["warnings"]!
                .AsArray()
                .Select(w => $"{w!["file"]} {w["code"]}: {w["message"]}")
        );
        using var upload = Upload(await Read(app, Page), ["Code", "person"], ["FRA", ""]);
        using var compared = await app.Http.PostAsync(
            new Uri($"{Page}?lang=fr", UriKind.Relative),
            upload,
            TestContext.Current.CancellationToken
        );
        Assert.Contains(
            "Français : « invitee.person » est vide pour 1 invité, par exemple « FRA »",
            Plain(await compared.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("est vide", Plain(await Read(app, $"{Invitation}?lang=fr")), StringComparison.Ordinal);

        Assert.Equal(1, (int)(await Post(app, Api, Empty))["count"]!);
        Assert.Contains(
            "Personne : « A. N. Example » supprimé",
            Plain(await Read(app, $"{Invitation}?lang=fr")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Person: 'A. N. Example' removed",
            Plain(await Read(app, $"{Invitation}?lang=en")),
            StringComparison.Ordinal
        );
        Assert.Equal(
            $"{Letter}: 'invitee.person' is empty",
            (string?)Assert.Single((await app.GetJson(InvitationApi))["warnings"]!.AsArray())
        );
        Assert.Contains(
            "Français : « invitee.person » est vide",
            Plain(await Read(app, $"{Invitation}?lang=fr")),
            StringComparison.Ordinal
        );
        // What is so already is not warned of again, and an office that reads no such letter is not warned of.
        var others = await Post(app, $"{Api}/compare", "id,salutation,person\nFRA,Monsieur,\nKEN,Dear Minister,\n");
        Assert.Empty(others["warnings"]!.AsArray());
        // Another language has other letters.
        others = await Post(app, $"{Api}/compare", "id,language\nDEU,fr\n");
        Assert.Equal(["field-empty"], others["warnings"]!.AsArray().Select(w => (string)w!["code"]!).Distinct());
        Assert.Equal(1, (int)(await Post(app, Api, "id,person\nFRA,N. N.\n"))["count"]!);
        Assert.Null((await app.GetJson(InvitationApi))["warnings"]);
    }

    [Fact]
    public async Task An_export_that_was_changed_is_read_back_with_its_own_columns()
    {
        await using var app = await TestHost.Start(
            staffKey: Key,
            folder: SampleCampaign.Few.WithInvitees([
                .. SampleCampaign.Few.Invitees.Select(i =>
                    i with
                    {
                        // The answers of an export have remarks too.
                        Own = new OwnCells([new("budget", "17"), new("remarks", "by 17")]),
                    }
                ),
            ])
        );
        foreach (
            var path in new[]
            {
                "api/campaigns/wsis-forum-2018/export.csv",
                "staff/campaigns/wsis-forum-2018/export.csv?lang=fr",
            }
        )
        {
            var export = await app.Http.GetStringAsync(
                new Uri(path, UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            Assert.Empty((await Post(app, $"{Api}/compare", export))["corrections"]!.AsArray());
            var changed = await Post(app, $"{Api}/compare", export.Replace("17", "18", StringComparison.Ordinal));
            Assert.All(
                changed["corrections"]!.AsArray(),
                c =>
                    Assert.Superset(
                        new HashSet<string>(["budget", "remarks"]),
                        c!["changes"]!.AsArray().Select(x => (string)x!["column"]!).ToHashSet()
                    )
            );
            Assert.Equal(SampleCampaign.Few.Invitees.Count, changed["corrections"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task A_corrected_address_gets_what_is_sent_next_and_paper_gets_the_print_run()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        const string Changed = "id,address,postal\nFRA,new@fra.example,\nDEU,,Hauptstrasse 1|10115 Berlin\n";
        Assert.Equal(2, (int)(await Post(app, Api, Changed))["count"]!);
        app.Clock.Now = new DateTimeOffset(2018, 1, 4, 12, 0, 0, TimeSpan.FromHours(1));
        await app.Campaigns.AdvanceDue(TestHost.Key("FRA").Campaign, CancellationToken.None);
        Assert.Equal(DispatchState.ToPrint, (await app.Find("DEU")).Dispatches[^1].State);
        Assert.Contains(
            Directory.GetFiles(app.Mailer.Folder, "*~FRA~reminder*.eml"),
            f => File.ReadAllText(f).Contains("new@fra.example", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("en", "'no address' is not", "the campaign has no invitee")]
    [InlineData("fr", "« no address » n’est pas", "la campagne n’a pas d’invité")]
    public async Task The_page_shows_errors_in_their_cells(string language, string wrong, string unknown)
    {
        await using var app = await TestHost.Start(staffKey: Key);
        using var upload = Upload(
            await Read(app, Page),
            ["Code", "E-mail", "Notes"],
            ["FRA", "no address", "x"],
            ["DEU", "new@deu.example", "x"],
            ["XXX", "x@xxx.example", "x"]
        );
        using var compared = await app.Http.PostAsync(
            new Uri($"{Page}?lang={language}", UriKind.Relative),
            upload,
            TestContext.Current.CancellationToken
        );
        var page = Plain(await compared.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var cells = Cells().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.Contains(cells, c => Has(c, "no address</bdi>") && Has(c, "class=\"error\"") && Has(c, wrong));
        Assert.Contains(cells, c => Has(c, "XXX</bdi>") && Has(c, "class=\"error\"") && Has(c, unknown));
        Assert.DoesNotContain(cells, c => Has(c, "FRA</bdi>") && Has(c, "class=\"error\""));
        Assert.DoesNotContain("class=\"failed\"", page, StringComparison.Ordinal);
        // A row with an error is not one without a change.
        Assert.Matches("(Rows without a change|Lignes sans changement) ?: 0\\.", page);
        Assert.DoesNotContain("name=\"sure\"", page, StringComparison.Ordinal);

        static bool Has(string cell, string text) => cell.Contains(text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_each_change_and_needs_a_tick()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var page = await app.Http.GetStringAsync(
            new Uri(Page, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        using var upload = Upload(page, ["Code", "Salutation", "Language"], ["FRA", "Monsieur,", "fr en"]);
        using var compared = await app.Http.PostAsync(
            new Uri(Page, UriKind.Relative),
            upload,
            TestContext.Current.CancellationToken
        );
        page = await compared.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(compared.StatusCode == HttpStatusCode.OK, page);
        Assert.Contains("<b>Monsieur,</b>", page, StringComparison.Ordinal);
        Assert.Contains("1 invitee changes.", page, StringComparison.Ordinal);
        Assert.Contains("the English text below of 1 invitee begins with words", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await Confirm(app, page, sure: false)).StatusCode);
        Assert.NotEqual("Monsieur,", (await app.Find("FRA")).Invitee.Salutation);
        using var confirmed = await Confirm(app, page, sure: true);
        Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
        Assert.Equal("Monsieur,", (await app.Find("FRA")).Invitee.Salutation);
        var done = confirmed.Headers.Location!.OriginalString.TrimStart('/');
        Assert.Contains(
            "1 invitee was corrected. 2 particulars were changed.",
            await Read(app, done),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 invité a été corrigé. 2 données ont été modifiées.",
            Plain(await Read(app, $"{done}&lang=fr")),
            StringComparison.Ordinal
        );
    }

    private static MultipartFormDataContent Upload(string page, string[] columns, params string[][] rows) =>
        new()
        {
            { new StringContent(Token(page)), "__RequestVerificationToken" },
            { new ByteArrayContent(Spreadsheet.Write("List", columns, rows)), "list", "list.xlsx" },
        };

    private static Task<string> Read(TestHost app, string path) =>
        app.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static string Plain(string page) => WebUtility.HtmlDecode(page).Replace('\u00a0', ' ');

    private static Task<HttpResponseMessage> Confirm(TestHost app, string page, bool sure) =>
        app.Post(
            Page,
            ("__RequestVerificationToken", Token(page)),
            ("list-text", WebUtility.HtmlDecode(Text().Match(page).Groups[1].Value)),
            ("fingerprint", Fingerprint().Match(page).Groups[1].Value),
            ("sure", sure ? "on" : "")
        );

    private static string Token(string page) => WebUtility.HtmlDecode(TokenField().Match(page).Groups[1].Value);

    private static async Task<JsonNode> Post(
        TestHost app,
        string path,
        string csv,
        HttpStatusCode status = HttpStatusCode.OK
    )
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/csv", "utf-8") },
        };
        using var response = await app.Http.PostAsync(
            new Uri(path, UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, text);
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex TokenField();

    [GeneratedRegex("<td[^>]*>(.*?)</td>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Cells();

    [GeneratedRegex("name=\"list-text\"[^>]*>([^<]*)<", RegexOptions.NonBacktracking)]
    private static partial Regex Text();

    [GeneratedRegex("name=\"fingerprint\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Fingerprint();
}
