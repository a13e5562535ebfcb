using Microsoft.Playwright;
using Wsis.Invitations.Workflow;
using Wsis.Web.Tests.Webhooks;

namespace Wsis.Web.Tests.Browser;

/// <summary>The pages of staff: fit for everybody, in both languages, light and dark, narrow and wide, and pictures of them in <c>TestResults/pages</c>.</summary>
public sealed class StaffPagesTests(Chromium chromium)
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    [Theory]
    [InlineData("en", 1280, false)]
    [InlineData("fr", 360, true)]
    [InlineData("fr", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task Every_page_is_fit_for_everybody(string language, int width, bool dark)
    {
        await using var app = await Application.Start(folder: SampleWithWebhooks.Of([new Uri("http://localhost:9/hook")], Application.Sample.Invitees.Count));
        foreach (var (invitee, answer) in new[] { ("FRA", "accepted"), ("CHE", "declined"), ("EGY", "delegated") })
            (await app.Post(app.Link(invitee), ("answer", answer), ("representativeName", "N. N. <i>\u202E"), ("delegationSize", "4"), ("women", "2"),
                ("statementDay", "2018-03-20"), ("remarks", "<script>alert(1)</script>"), ("saw", "0"))).Dispose();
        var page = await SignedIn(app, width, dark);
        foreach (var (name, path) in new[]
                 {
                     ("1-list", "staff"), ("2-dashboard", Campaign), ("3-invitations", $"{Campaign}/invitations"), ("4-invitation", $"{Campaign}/invitations/EGY"),
                     ("5-proofs", $"{Campaign}/proofs"), ("6-order", $"{Campaign}/statements"), ("7-none", "staff/campaigns/nobody"),
                     ("8-webhooks", $"{Campaign}/announcements"),
                 })
        {
            await page.GotoAsync(new Uri(app.Site, $"{path}?lang={language}").ToString());
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            await page.Shot($"staff-{language}-{width}-{name}");
            foreach (var summary in await page.Locator("main summary").AllAsync())
                await summary.ClickAsync();
            await page.IsFitForEverybody();
            Assert.Equal(0, await page.Locator("main script, main i").CountAsync());
            Assert.DoesNotContain("\u202E", await page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_campaign_is_run_on_its_pages_with_scripts_and_without(bool scripts)
    {
        await using var app = await Application.Start();
        var page = await SignedIn(app, 1280, dark: false, scripts);

        await Act(app, page, $"{Campaign}/invitations/FRA", "reply", async form =>
        {
            await form.Locator("input[value=accepted]").CheckAsync();
            await form.Locator("#delegationSize").FillAsync("3");
            await form.Locator("#reference").FillAsync("Note 12");
        });
        var reply = (await app.Find("FRA")).Reply!;
        Assert.Equal(("A. N. Example", "Note 12", 3), (reply.RecordedBy, reply.Reference, reply.Answer.Attendance!.DelegationSize));

        await Act(app, page, $"{Campaign}/invitations/CHE", "address", form => form.Locator("#address").FillAsync("new@che.example"));
        Assert.Equal("new@che.example", (await app.Find("CHE")).Invitee.Address);
        await Act(app, page, $"{Campaign}/invitations/CHE", "remind");
        Assert.Contains(await app.Journal("CHE"), e => e is { What: "reminder asked for", Who: "A. N. Example" });
        await Act(app, page, $"{Campaign}/invitations/CHE", "link");
        Assert.Equal(2, (await app.Find("CHE")).LinkGeneration);
        await Act(app, page, $"{Campaign}/invitations/EGY", "withdraw", form => form.Locator("[name=sure]").CheckAsync());
        Assert.Equal(Phase.Withdrawn, (await app.Find("EGY")).Phase);

        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/invitations?state=ESP").ToString());
        await page.CheckAsync("[name=invitee]");
        await page.ClickAsync("text=Remind the selected");
        Assert.Contains("1 reminders asked for", await page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);

        await Act(app, page, Campaign, "deadline", form => form.Locator("#deadline").FillAsync("2018-01-29T00:00"));
        await Act(app, page, Campaign, "pause");
        await Act(app, page, Campaign, "resume");
        await Act(app, page, Campaign, "close", form => form.Locator("[name=sure]").CheckAsync());
        Assert.Contains("Closed", await page.InnerTextAsync(".eyebrow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_shows_a_reply_without_being_reloaded()
    {
        await using var app = await Application.Start();
        var page = await SignedIn(app, 1280, dark: false);
        await page.GotoAsync(new Uri(app.Site, Campaign).ToString());
        await page.Locator("[data-live-state]:not(.lost):visible").WaitForAsync();
        (await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        await page.Locator(".lead dd:has-text('1 of 194')").WaitForAsync();
    }

    private async Task<IPage> SignedIn(Application app, int width, bool dark, bool scripts = true)
    {
        var page = await chromium.Open(app, app.Sessions.Link().PathAndQuery[1..], width, dark, scripts);
        await page.FillAsync("#name", "A. N. Example");
        await page.ClickAsync("main button");
        return page;
    }

    private static async Task Act(Application app, IPage page, string path, string act, Func<ILocator, Task>? fill = null)
    {
        await page.GotoAsync(new Uri(app.Site, path).ToString());
        var details = page.Locator($"details:has(form[action$='/acts/{act}'])");
        await details.Locator("summary").ClickAsync();
        if (fill is not null)
            await fill(details);
        await details.Locator("button").ClickAsync();
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Equal("Done.", (await page.InnerTextAsync("[role=status]")).Trim());
    }
}
