using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Web.Public.Texts;

namespace Wsis.Web.Tests.Public;

/// <summary>The persons of a delegation, from the reply page to the lists.</summary>
public sealed class DelegationTests : IAsyncLifetime
{
    private const string Api = "api/campaigns/wsis-forum-2018";

    private static readonly (string, string)[] Two =
    [
        ("form", "delegation"),
        ("action", "save"),
        ("person-0-title", "Mme"),
        ("person-0-name", "A. Première"),
        ("person-0-function", "Directrice"),
        ("person-0-address", "a@che.example"),
        ("person-1-name", "B. Second"),
        ("speaks", "0"),
    ];

    private TestHost app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await TestHost.Start(staffKey: "delegation-key");
        await Post(
            HttpStatusCode.SeeOther,
            ("answer", "accepted"),
            ("statementDay", "2018-03-20"),
            ("delegationSize", "7"),
            ("women", "3")
        );
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_numbers_the_speaker_and_the_list_follow_from_the_names()
    {
        Assert.Equal((7, 3), await Counts());
        await Post(HttpStatusCode.SeeOther, [.. Two, ("expectedDelegation", "0")]);
        Assert.Equal((2, 2), await Counts());
        var speaker = (await app.GetJson($"{Api}/statements"))["days"]![0]!["statements"]![0]!;
        Assert.Equal("Mme A. Première", speaker["speakerName"]!.ToString());
        Assert.Equal("Directrice", speaker["speakerTitle"]!.ToString());
        var table = Spreadsheet.Read(
            await app.Http.GetByteArrayAsync(new Uri($"{Api}/participants.xlsx", UriKind.Relative), Stop),
            null
        );
        int Column(string name) =>
            table.Columns.ToList().FindIndex(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            ["A. Première 2", "B. Second "],
            table.Rows.Select(r => $"{r.Cells[Column("personName")]} {r.Cells[Column("delegationSize")]}")
        );
        // A declined answer has no delegation.
        await Post(HttpStatusCode.SeeOther, ("answer", "declined"));
        Assert.Equal((0, 0), await Counts());
        await Post(HttpStatusCode.Conflict, [.. Two, ("expectedDelegation", "1")]);
    }

    [Fact]
    public async Task Another_row_loses_nothing_and_records_nothing()
    {
        var page = await Post(
            HttpStatusCode.OK,
            [.. Two.Where(f => f.Item1 != "action"), ("action", "add"), ("expectedDelegation", "0")]
        );
        Assert.Contains("value=\"A. Première\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"B. Second\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"person-2-name\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"person-3-name\"", page, StringComparison.Ordinal);
        Assert.Null((await app.Find("CHE")).Delegation);
    }

    [Fact]
    public async Task An_error_is_said_at_its_field_and_the_typed_persons_stay()
    {
        var page = await Post(
            HttpStatusCode.BadRequest,
            ("form", "delegation"),
            ("person-0-title", "Dr"),
            ("person-0-name", ""),
            ("person-0-address", "nobody")
        );
        Assert.Contains("id=\"person-0-name-error\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"person-0-address-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Dr\"", page, StringComparison.Ordinal);
        var many = Enumerable.Range(0, Delegation.MaxMembers + 1).Select(i => ($"person-{i}-name", $"P. {i}"));
        await Post(HttpStatusCode.BadRequest, [("form", "delegation"), .. many]);
        Assert.Null((await app.Find("CHE")).Delegation);
        // As many as can be named: there is no row for another one.
        await Post(HttpStatusCode.SeeOther, [("form", "delegation"), .. many.Take(Delegation.MaxMembers)]);
        page = await app.Http.GetStringAsync(new Uri(app.Link("CHE"), UriKind.Relative), Stop);
        Assert.Contains($"name=\"person-{Delegation.MaxMembers - 1}-name\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"person-{Delegation.MaxMembers}-name\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"add\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_at_once_do_not_overwrite_each_other_and_the_same_persons_change_nothing()
    {
        await Post(HttpStatusCode.SeeOther, [.. Two, ("expectedDelegation", "0")]);
        var page = await Post(
            HttpStatusCode.Conflict,
            ("form", "delegation"),
            ("person-0-name", "C. Other"),
            ("expectedDelegation", "0")
        );
        Assert.Contains("value=\"C. Other\"", page, StringComparison.Ordinal);
        Assert.Contains("A. Première", page, StringComparison.Ordinal);
        await Post(HttpStatusCode.SeeOther, [.. Two, ("expectedDelegation", "0")]);
        Assert.Equal(1, (await app.Find("CHE")).Delegation!.Version);
    }

    [Fact]
    public async Task More_women_than_persons_are_an_error_at_the_field_and_staff_see_fewer_persons_named_later()
    {
        // The reply has three women of seven.
        await Post(HttpStatusCode.SeeOther, [.. Two, ("expectedDelegation", "0")]);
        const string staffPage = "staff/campaigns/wsis-forum-2018/invitations/CHE?lang=en";
        var cookie = await app.SignIn("A. N. Example");
        var seen = await app.Page(staffPage, cookie);
        Assert.Contains("more than the persons named; 2 are counted", seen, StringComparison.Ordinal);
        var page = await Post(
            HttpStatusCode.BadRequest,
            ("answer", "accepted"),
            ("delegationSize", "7"),
            ("women", "3")
        );
        Assert.Contains("id=\"women-error\"", page, StringComparison.Ordinal);
        Assert.Contains(PageTexts.In(Language.French).MoreWomenThanNamed, page, StringComparison.Ordinal);
        await Post(HttpStatusCode.SeeOther, ("answer", "accepted"), ("women", "2"));
        seen = await app.Page(staffPage, cookie);
        Assert.DoesNotContain("more than the persons named", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_cannot_record_more_women_than_persons_named_either()
    {
        await Post(HttpStatusCode.SeeOther, [.. Two, ("expectedDelegation", "0")]);
        const string answer = """{ "form": { "answer": "accepted", "delegationSize": "7", "women": "3" } }""";
        Assert.Equal(["women"], await Refused("invitations/CHE/replies", answer));
        var filed = await app.Correspondence.File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Mail,
                SourceId = "<1@che.example>",
                From = "minister@che.example",
                Subject = "Our answer",
                Text = "We come.",
                Invitations = [TestHost.Key("CHE")],
            },
            Stop
        );
        Assert.Equal(["women"], await Refused($"correspondence/{filed[0].Id}/classify", answer));
        Assert.Equal(1, (await app.Find("CHE")).Replies);
        await Staff("replies", answer.Replace("\"3\"", "\"2\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_without_a_name_that_speaks_is_an_error_at_its_field()
    {
        var page = await Post(
            HttpStatusCode.BadRequest,
            ("form", "delegation"),
            ("person-0-name", "A. Person"),
            ("person-1-name", ""),
            ("speaks", "1")
        );
        Assert.Contains("id=\"person-1-name-error\"", page, StringComparison.Ordinal);
        Assert.Equal(
            ["person-1-name"],
            await Refused(
                "invitations/CHE/delegation",
                """{ "members": [{ "name": "A. Person" }, { "speaks": true }] }"""
            )
        );
        Assert.Null((await app.Find("CHE")).Delegation);
    }

    /// <summary>The fields that are wrong.</summary>
    private async Task<IEnumerable<string>> Refused(string action, string json)
    {
        using var response = await app.Http.PostAsync(new Uri($"{Api}/{action}", UriKind.Relative), Json(json), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!;
        return problem["errors"]!.AsObject().Select(e => e.Key);
    }

    [Fact]
    public async Task It_can_be_named_after_the_deadline_until_the_day_of_its_own()
    {
        app.Clock.Now = new DateTimeOffset(2018, 3, 19, 20, 0, 0, TimeSpan.FromHours(1));
        await Post(HttpStatusCode.SeeOther, [.. Two, ("expectedDelegation", "0")]);
        Assert.False((await app.Find("CHE")).Reply!.Late);
        app.Clock.Now = new DateTimeOffset(2018, 3, 20, 0, 0, 1, TimeSpan.FromHours(1));
        var page = await Post(
            HttpStatusCode.Conflict,
            ("form", "delegation"),
            ("person-0-name", "C. Late"),
            ("expectedDelegation", "1")
        );
        Assert.DoesNotContain("name=\"person-0-name\"", page, StringComparison.Ordinal);
        // Staff still can.
        await Staff("delegation", """{ "members": [{ "name": "C. Late" }] }""");
        Assert.Equal("C. Late", Assert.Single((await app.Find("CHE")).CountedMembers).Name);
    }

    [Fact]
    public async Task Staff_name_it_over_the_API_and_an_erasure_takes_the_persons_and_leaves_the_numbers()
    {
        await Staff(
            "delegation",
            """{ "members": [{ "name": "A. One", "speaks": true }, { "name": "B. Two", "address": "b@x.example" }] }"""
        );
        var seen = (await app.GetJson($"{Api}/invitations/CHE"))["delegation"]!.AsArray();
        Assert.Equal(["A. One", "B. Two"], seen.Select(m => m!["name"]!.ToString()));
        using (
            var several = await app.Http.PostAsync(
                new Uri($"{Api}/invitations/CHE/delegation", UriKind.Relative),
                Json("""{ "members": [{ "name": "A", "speaks": true }, { "name": "B", "speaks": true }] }"""),
                Stop
            )
        )
            Assert.Equal(HttpStatusCode.BadRequest, several.StatusCode);
        await Staff("erase", "{}");
        var erased = await app.Find("CHE");
        Assert.Null(erased.Delegation);
        Assert.Equal((2, 2), await Counts());
        Assert.DoesNotContain(
            await app.Journal("CHE"),
            e => e.Event is Wsis.Invitations.Journal.JournalEvent.DelegationNamed
        );
    }

    [Fact]
    public async Task The_page_asks_for_the_delegation_in_six_languages()
    {
        foreach (var language in Language.All)
        {
            var texts = PageTexts.In(language);
            var page = WebUtility.HtmlDecode(
                await app.Http.GetStringAsync(new Uri($"{app.Link("CHE")}?lang={language}", UriKind.Relative), Stop)
            );
            foreach (
                var text in new[] { texts.Delegation, texts.PersonFunction, texts.AddPerson, texts.SaveDelegation }
            )
                Assert.Contains(text, page, StringComparison.Ordinal);
        }
    }

    private async Task<(long, long)> Counts()
    {
        var tally = await app.Store.Invitations.Count(TestHost.Key("CHE").Campaign, 16, Stop);
        return (tally.Delegates, tally.Women);
    }

    private async Task<string> Post(HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        using var response = await app.Post(app.Link("CHE"), fields);
        Assert.Equal(expected, response.StatusCode);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Stop));
    }

    private async Task Staff(string action, string json)
    {
        using var response = await app.Http.PostAsync(
            new Uri($"{Api}/invitations/CHE/{action}", UriKind.Relative),
            Json(json),
            Stop
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
