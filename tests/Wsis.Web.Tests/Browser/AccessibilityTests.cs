using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Browser;

/// <summary>Every page is fit for everybody at the narrowest width: axe finds nothing, nothing is scrolled sideways,
/// nothing comes from elsewhere.</summary>
public sealed class AccessibilityTests(ChromiumFixture chromium)
{
    /// <summary>The other tests of the reply page try what it says in each language.</summary>
    public static TheoryData<string> Languages =>
        ProofForm.Choose<TheoryData<string>>(
            [ProofForm.Seed % 2 == 0 ? "ar" : "fr"],
            ["ar", "en", "es", "fr", "ru", "zh"]
        );

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task In_every_language_asked_sent_back_and_recorded(string language)
    {
        await using var app = await TestHost.Start();
        var page = await chromium.Open(app, $"{app.Link("FRA")}?lang={language}", dark: language is "fr" or "ar");
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        await page.AssertAccessible();

        await page.Choose("delegated");
        foreach (
            var (field, text) in new[]
            {
                ("representativeAddress", "not an address"),
                ("delegationSize", "-"),
                ("women", "501"),
                ("remarks", new string('w', 4001)),
            }
        )
            await page.FillAsync($"#{field}", text);
        await page.Send();
        Assert.Equal(5, await page.Locator(".error").CountAsync());
        await page.AssertAccessible();

        foreach (
            var (field, text) in new[]
            {
                ("representativeName", "名 И. Name"),
                ("representativeAddress", "name@example.org"),
                ("delegationSize", "٣"),
                ("women", "2"),
                ("remarks", "…"),
            }
        )
            await page.FillAsync($"#{field}", text);
        await page.Send();
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.Equal(1, await page.Locator("#recorded").CountAsync());
        Assert.Equal(3, (await app.Find("FRA")).Reply!.Answer.Attendance!.DelegationSize);
        await page.ClickAsync("summary");
        await page.AssertAccessible();
    }

    [Fact]
    public async Task Before_it_is_sent()
    {
        ProofForm.RequireTurn(1);
        await using var app = await TestHost.Start(2017, 12, 7);
        await Shows(app, app.Link("FRA"), "n’a pas encore été envoyée");
        await Shows(app, $"{app.Link("FRA")}/letter", "n’a pas encore été envoyée");
    }

    [Fact]
    public async Task After_the_deadline()
    {
        ProofForm.RequireTurn(0);
        await using var app = await TestHost.Start();
        (await app.Post(app.Link("CHE"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        app.Clock.Now = new DateTimeOffset(2018, 1, 26, 9, 0, 0, TimeSpan.Zero);
        await Shows(app, app.Link("FRA"), "sera enregistrée comme tardive");
        await Shows(app, app.Link("CHE"), "peut encore être modifiée");
    }

    [Fact]
    public async Task After_the_deadline_where_no_answer_may_be_changed()
    {
        ProofForm.RequireTurn(1);
        await using var app = await TestHost.Start(
            folder: SampleCampaign.With(c => c["replies"]!["changeAfterDeadline"] = false)
        );
        (await app.Post(app.Link("CHE"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        app.Clock.Now = new DateTimeOffset(2018, 1, 22, 9, 0, 0, TimeSpan.Zero);
        await Shows(app, app.Link("CHE"), "ne peut plus être modifiée");
    }

    [Fact]
    public async Task Withdrawn_replaced_unknown_and_the_letter_itself()
    {
        ProofForm.RequireTurn(3);
        await using var app = await TestHost.Start();
        await Shows(app, $"{app.Link("FRA")}/letter", "déclaration de politique générale");
        await app.Invitations.Apply(
            (await app.Find("FRA")).Key,
            new Signal.Withdrawn("staff", Notify: false),
            TestContext.Current.CancellationToken
        );
        await Shows(app, app.Link("FRA"), "a été retirée");
        await app.Invitations.Apply(
            (await app.Find("CHE")).Key,
            new Signal.LinkRenewed("renew", "staff"),
            TestContext.Current.CancellationToken
        );
        await Shows(app, app.Link("CHE"), "remplacé par un lien plus récent");
        await Shows(app, "r/nothing", "This link is not valid");
    }

    [Fact]
    public async Task After_a_cancellation_and_after_too_many_requests()
    {
        ProofForm.RequireTurn(3);
        await using var app = await TestHost.Start(
            limits: Wsis.Web.Hosting.RateLimiting.RateLimits.None with
            {
                PerToken = new Wsis.Web.Hosting.RateLimiting.Allowance(2, 1, TimeSpan.FromHours(1)),
            }
        );
        await app.End(Invitations.Campaigns.CampaignState.Cancelled);
        await Shows(app, app.Link("FRA"), "La manifestation a été annulée");
        for (var i = 0; i < 2; i++)
            (await app.Get(app.Link("CHE"))).Dispose();
        await Shows(app, app.Link("CHE"), "Too many requests");
    }

    [Fact]
    public async Task While_the_store_is_unavailable()
    {
        ProofForm.RequireTurn(0);
        await using var app = await TestHost.Start();
        var page = await chromium.Open(app, app.Link("FRA"));
        await page.Choose("declined");
        app.Store.IsDown = true;
        await page.Send();
        Assert.Contains("NOT recorded", await page.ContentAsync(), StringComparison.Ordinal);
        await page.AssertAccessible();
        app.Store.IsDown = false;
        app.Store.OnCommit = (_, _) => throw new Invitations.Storage.StoreUnavailableException("down");
        await page.GoBackAsync();
        await page.Send();
        Assert.Contains("N’A PAS été enregistrée", await page.ContentAsync(), StringComparison.Ordinal);
        await page.AssertAccessible();
    }

    [Fact]
    public async Task After_a_colleagues_reply()
    {
        ProofForm.RequireTurn(1);
        await using var app = await TestHost.Start();
        var page = await chromium.Open(app, app.Link("FRA"));
        (await app.Post(app.Link("FRA"), ("answer", "accepted"), ("delegationSize", "4"), ("saw", "0"))).Dispose();
        await page.Choose("declined");
        await page.FillAsync("#remarks", "Regrets");
        await page.Send();
        await page.AssertAccessible();
        Assert.True(await page.IsCheckedAsync("input[value=declined]"));
        Assert.Equal("Regrets", await page.InputValueAsync("#remarks"));
        Assert.IsType<Answer.Accepted>((await app.Find("FRA")).Reply!.Answer);
        await page.Send();
        Assert.IsType<Answer.Declined>((await app.Find("FRA")).Reply!.Answer);
    }

    private async Task Shows(TestHost app, string link, string words)
    {
        var page = await chromium.Open(app, link);
        Assert.Contains(words, await page.InnerTextAsync("body"), StringComparison.Ordinal);
        await page.AssertAccessible();
    }
}
