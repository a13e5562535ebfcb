using System.Net;
using System.Text.RegularExpressions;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Staff add invitees in mid-campaign on the pages, one or a list.</summary>
public sealed partial class AdditionPagesTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Page = "staff/campaigns/wsis-forum-2018/additions";

    private static readonly IReadOnlyList<string> Headings =
    [
        "Code",
        "State",
        "Pays",
        "Fonction",
        "Salutation",
        "Langue",
        "Courriel",
    ];

    private static readonly IReadOnlyList<string> Cairo =
    [
        "EGY-2",
        "EGY",
        "Egypt",
        "Regulator",
        "Dear Sir,",
        "anglais",
        "regulator@egy.example",
    ];

    private static readonly IReadOnlyList<string> Berne =
    [
        "CHE-2",
        "CHE",
        "Suisse",
        "Office",
        "Madame,",
        "français",
        "no address",
    ];

    [Fact]
    public async Task A_list_is_matched_mended_reviewed_and_added_once_after_a_tick()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var columns = await Upload(app, [Cairo, Berne]);
        var matching = await Read(app, columns);
        Assert.Contains("Match", matching, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("<option[^>]*>\\s*Courriel \\(regulator@egy", matching);
        var rows = await Follow(app, columns, "columns");
        var page = await Read(app, rows);
        Assert.Contains("cell-3-address", page, StringComparison.Ordinal);
        Assert.DoesNotContain("additions/confirm", page, StringComparison.Ordinal);
        Assert.Contains("Row 3", page, StringComparison.Ordinal);

        var review = await Follow(app, rows, "rows", ("cell-3-address", "office@che.example"));
        page = await Read(app, review);
        Assert.Contains("Add 2 invitees", page, StringComparison.Ordinal);
        Assert.Matches("English\\s*1", page);
        Assert.Matches("French\\s*1", page);
        Assert.Contains("at once", page, StringComparison.Ordinal);
        Assert.False(await IsThere(app, "EGY-2"));

        using var unconfirmed = await Send(app, review, "confirm");
        Assert.Equal(HttpStatusCode.BadRequest, unconfirmed.StatusCode);
        Assert.False(await IsThere(app, "EGY-2"));
        var fields = await ReadForm(app, review, "confirm", ("sure", "on"));
        var pressed = await Task.WhenAll(app.Post($"{Page}/confirm", fields), app.Post($"{Page}/confirm", fields));
        Assert.All(pressed, r => Assert.Equal(HttpStatusCode.SeeOther, r.StatusCode));
        var added = (await app.Find("EGY-2")).Invitee;
        Assert.Equal(("Africa/Cairo", "Fri Sat"), (added.Zone.Id, added.Weekend.ToString()));
        Assert.Equal("Europe/Zurich", (await app.Find("CHE-2")).Invitee.Zone.Id);
        var journal = await app.Store.Campaigns.ReadJournal(TestHost.Key("FRA").Campaign, CancellationToken.None);
        Assert.Equal(2, journal.Select(e => e.Event).OfType<JournalEvent.InviteesAdded>().Sum(e => e.Count));
        Assert.Contains("Nobody is to be added.", await Read(app, review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_somebody_who_is_there_with_other_particulars_is_an_error_in_its_line()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var rows = await Follow(
            app,
            await Upload(app, [Cairo, ["FRA", .. Berne.Skip(1).SkipLast(1), "x@fra.example"]]),
            "columns"
        );
        var page = await Read(app, rows);
        Assert.Contains("&#x27;FRA&#x27; is on the list of the campaign already", page, StringComparison.Ordinal);
        Assert.Contains("cell-3-id", page, StringComparison.Ordinal);
        page = await Read(app, await Follow(app, rows, "rows", ("out-3", "on")));
        Assert.Contains("Add 1 invitee<", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Add an invitee")]
    [InlineData("fr", "Ajouter un invité")]
    public async Task A_refused_invitee_comes_back_with_what_was_typed_and_the_error_at_its_field(
        string language,
        string title
    )
    {
        await using var app = await TestHost.Start(staffKey: Key);
        const string One = $"{Page}/one";
        using var refused = await app.Post(
            $"{One}?lang={language}",
            ("__RequestVerificationToken", Token(await Read(app, One))),
            ("state", "EGY"),
            ("office", "Regulator"),
            ("address", "not an address")
        );
        var page = WebUtility.HtmlDecode(
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains("value=\"not an address\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Africa/Cairo\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"address-error\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#address\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "English", "French + English", "Friday, Saturday")]
    [InlineData("fr", "Anglais", "Français + Anglais", "vendredi, samedi")]
    public async Task Languages_are_chosen_and_shown_by_their_names_and_days_too(
        string language,
        string choice,
        string languages,
        string days
    )
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var form = WebUtility.HtmlDecode(await Read(app, $"{Page}/one?lang={language}"));
        Assert.Equal(2, Regex.Count(form, $">{choice}</option>", RegexOptions.NonBacktracking));
        using var answer = await app.Post(
            $"{Page}/one",
            ("__RequestVerificationToken", Token(form)),
            ("id", "EGY-2"),
            ("state", "EGY"),
            ("office", "Regulator"),
            ("salutation", "Dear Sir,"),
            ("language", "fr"),
            ("second-language", "en"),
            ("address", "regulator@egy.example")
        );
        var review = WebUtility.HtmlDecode(await Read(app, $"{Location(answer)}&lang={language}"));
        Assert.Contains($"<bdi>{languages}</bdi>", review, StringComparison.Ordinal);
        Assert.Contains($"<bdi>{days}</bdi>", review, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_there_is_not_stays_in_its_field_until_another_is_chosen()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var rows = await Follow(
            app,
            await Upload(
                app,
                [
                    [.. Cairo.Take(5), "Modern Greek", "a@b.example"],
                ]
            ),
            "columns"
        );
        var page = await Read(app, rows);
        Assert.Contains(
            "<option value=\"Modern Greek\" selected>Modern Greek</option>",
            page,
            StringComparison.Ordinal
        );
        var review = await Read(
            app,
            await Follow(app, rows, "rows", ("cell-2-language", "ar"), ("second-cell-2-language", "fr"))
        );
        Assert.Contains("<bdi>Arabic + French</bdi>", WebUtility.HtmlDecode(review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_that_is_closed_takes_nobody()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        await app.End(Wsis.Invitations.Campaigns.CampaignState.Closed);
        Assert.DoesNotContain("type=\"file\"", await Read(app, Page), StringComparison.Ordinal);
    }

    private static async Task<bool> IsThere(TestHost app, string invitee)
    {
        using var response = await app.Get($"api/campaigns/wsis-forum-2018/invitations/{invitee}");
        return response.StatusCode != HttpStatusCode.NotFound;
    }

    private static async Task<string> Upload(TestHost app, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        using var upload = new MultipartFormDataContent
        {
            { new StringContent(Token(await Read(app, Page))), "__RequestVerificationToken" },
            { new ByteArrayContent(Spreadsheet.Write("List", Headings, rows)), "list", "list.xlsx" },
        };
        using var response = await app.Http.PostAsync(
            new Uri(Page, UriKind.Relative),
            upload,
            TestContext.Current.CancellationToken
        );
        return Location(response);
    }

    private static async Task<string> Follow(
        TestHost app,
        string path,
        string form,
        params (string Name, string Value)[] typed
    )
    {
        using var response = await Send(app, path, form, typed);
        return Location(response);
    }

    /// <summary>Sends the form of a page as it is, with what was typed.</summary>
    private static async Task<HttpResponseMessage> Send(
        TestHost app,
        string path,
        string form,
        params (string Name, string Value)[] typed
    ) => await app.Post($"{Page}/{form}", await ReadForm(app, path, form, typed));

    private static async Task<(string, string)[]> ReadForm(
        TestHost app,
        string path,
        string form,
        params (string Name, string Value)[] typed
    )
    {
        var page = await Read(app, path);
        page = page[page.IndexOf($"action=\"/{Page}/{form}\"", StringComparison.Ordinal)..];
        page = page[..page.IndexOf("</form>", StringComparison.Ordinal)];
        var hidden = Hidden().Matches(page).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        var chosen = Chosen()
            .Matches(page)
            .Select(m => (m.Groups[1].Value, Selected().Match(m.Groups[2].Value).Groups[1].Value));
        return [.. hidden.Concat(chosen).ExceptBy(typed.Select(t => t.Name), f => f.Item1), .. typed];
    }

    private static string Location(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!.OriginalString.TrimStart('/');
    }

    private static Task<string> Read(TestHost app, string path) =>
        app.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static string Token(string page) => WebUtility.HtmlDecode(TokenField().Match(page).Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex TokenField();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex(
        "<select (?:id=\"[^\"]+\" )?name=\"([^\"]+)\"(.*?)</select>",
        RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex Chosen();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected", RegexOptions.NonBacktracking)]
    private static partial Regex Selected();
}
