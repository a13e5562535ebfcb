using System.Net;
using System.Text.RegularExpressions;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Reminders outside the plan to a selection, on the pages of staff.</summary>
public sealed partial class ReminderPageTests : IAsyncLifetime
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";
    private const string Reminders = $"{Campaign}/reminders";

    private TestHost app = null!;
    private string cookie = "";

    public async ValueTask InitializeAsync()
    {
        app = await TestHost.Start();
        cookie = await app.SignIn("A. N. Example");
        (await app.Post(app.Link("FRA"), ("answer", "declined"), ("saw", "0"))).Dispose();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_selection_is_shown_with_its_number_and_with_the_reason_of_each_who_is_left_out()
    {
        var page = await Read($"{Reminders}?invitee=FRA&invitee=CHE&invitee=GHA");
        Assert.Contains("2 invitees of the selection can be reminded.", page, StringComparison.Ordinal);
        Assert.Contains("1 is left out", page, StringComparison.Ordinal);
        Assert.Matches("/invitations/FRA\">\\s*<bdi>France</bdi></a>\\s*<br>\\s*<bdi class=\"office\"", page);
        Assert.Contains("This invitation is answered.", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"reminder-2\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"sure\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"sure\"", await Read($"{Reminders}?invitee=FRA"), StringComparison.Ordinal);
        Assert.Contains("Nobody of the selection", await Read(Reminders), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_are_left_out_are_named_in_the_order_of_the_reader()
    {
        (await app.Post(app.Link("DEU"), ("answer", "declined"), ("saw", "0"))).Dispose();
        foreach (
            var (language, names) in new[]
            {
                ("en", new[] { "France", "Germany", "NOBODY" }),
                ("fr", ["Allemagne", "France", "NOBODY"]),
            }
        )
        {
            var page = await Read($"{Reminders}?lang={language}&invitee=FRA&invitee=NOBODY&invitee=DEU");
            var list = page[page.IndexOf("id=\"refused\"", StringComparison.Ordinal)..];
            Assert.Equal(names.Order(Comparer<string>.Create((a, b) => Place(list, a) - Place(list, b))), names);
            Assert.All(names, name => Assert.InRange(Place(list, name), 1, list.Length));
            Assert.Contains("<bdi class=\"office\" lang=\"fr\">Ministre", list, StringComparison.Ordinal);
        }

        static int Place(string list, string name) => list.IndexOf($"<bdi>{name}</bdi>", StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_who_match_a_filter_of_the_list_are_a_selection()
    {
        var english = SampleCampaign.Few.Invitees.Count(i => i.Language.Code == "en");
        Assert.Contains(
            "/reminders?language=en&all=1",
            await Read($"{Campaign}/invitations?language=en"),
            StringComparison.Ordinal
        );
        var page = await Read($"{Reminders}?language=en&all=1");
        Assert.Contains($"{english} invitees of the selection", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_selection_of_more_than_are_reminded_at_once_leads_to_the_rest()
    {
        var few = SampleCampaign.Few;
        var many = few.WithInvitees([
            .. Enumerable
                .Range(0, InvitationActions.MaxReminders + 1)
                .Select(i => few.Invitees[0] with { Id = new InviteeId($"N{i}"), Address = $"office-{i}@a.example" }),
        ]);
        await using var large = await TestHost.Start(launched: false, folder: many);
        var staff = await large.SignIn("A. N. Example");
        var page = WebUtility.HtmlDecode(await large.Page($"{Reminders}?all=1", staff));
        Assert.Contains("1000 are left out", page.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var rest = Rest().Match(page).Groups[1].Value;
        page = WebUtility.HtmlDecode(await large.Page(rest.TrimStart('/'), staff));
        Assert.Contains("1 is left out", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Rest(), page);
        using var foreign = await large.Http.GetAsync(
            new Uri($"{Reminders}?all=1&next=foreign", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    [Fact]
    public async Task A_reminder_needs_the_tick_has_the_chosen_letter_and_is_not_repeated_within_hours()
    {
        await Submit(HttpStatusCode.BadRequest, ("invitee", "CHE"), ("reminder", "reminder-2"));
        Assert.Empty((await app.Find("CHE")).Requests);
        await Submit(HttpStatusCode.BadRequest, ("invitee", "CHE"), ("reminder", "invitation"), ("sure", "on"));

        var done = await Submit(HttpStatusCode.OK, ("invitee", "CHE"), ("reminder", "reminder-2"), ("sure", "on"));
        Assert.Contains("1 reminder was requested.", done, StringComparison.Ordinal);
        await TestHost.WaitUntil(async () =>
            (await app.Find("CHE")).Dispatches.Any(d =>
                d is { Letter: "reminder-2", State: DispatchState.Sent } && d.Step.Value == "reminder-extra-1"
            )
        );

        var again = await Submit(HttpStatusCode.OK, ("invitee", "CHE"), ("reminder", "reminder-2"), ("sure", "on"));
        Assert.Contains("1 is left out", again, StringComparison.Ordinal);
        Assert.Contains("12 hours", again, StringComparison.Ordinal);
    }

    private async Task<string> Read(string path) => WebUtility.HtmlDecode(await app.Page(path, cookie));

    private async Task<string> Submit(HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        using var response = await app.Submit(Reminders, cookie, fields);
        var page = WebUtility.HtmlDecode(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.True(expected == response.StatusCode, $"{response.StatusCode} {page}");
        return page;
    }

    [GeneratedRegex("<a href=\"([^\"]+)\" rel=\"next\">Show the rest", RegexOptions.NonBacktracking)]
    private static partial Regex Rest();
}
