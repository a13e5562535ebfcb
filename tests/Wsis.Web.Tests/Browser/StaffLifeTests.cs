using Microsoft.Playwright;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Browser;

/// <summary>A campaign's whole life, as staff lead it on the pages.</summary>
public sealed class StaffLifeTests(ChromiumFixture chromium)
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    [Fact]
    public async Task A_campaign_is_approved_launched_paused_resumed_answered_and_cancelled_on_its_pages()
    {
        ProofForm.RequireTurn(2);
        await using var app = await TestHost.Start(launched: false);
        var page = await chromium.SignedIn(app);

        await Go(page, app, Campaign);
        await page.PressAction("launch");
        Assert.Contains(
            "Nobody has approved the proofs yet.",
            await page.InnerTextAsync("[role=alert]"),
            StringComparison.Ordinal
        );
        await page.RunAction(app, $"{Campaign}/proofs", "approve");
        await page.RunAction(app, Campaign, "launch");
        await TestHost.WaitUntil(async () => (await app.Find("FRA")).Phase == Phase.Awaiting, 30);
        Assert.Contains("Running", await page.InnerTextAsync(".eyebrow"), StringComparison.Ordinal);

        await page.RunAction(app, Campaign, "pause");
        (await app.Post(app.Link("CHE"), ("answer", "declined"), ("saw", "0"))).Dispose();
        await page.RunAction(app, Campaign, "resume");
        await page.RunAction(
            app,
            $"{Campaign}/invitations/FRA",
            "reply",
            async form =>
            {
                await form.Locator("input[value=accepted]").CheckAsync();
                await form.Locator("#statementDay").SelectOptionAsync("2018-03-20");
            }
        );
        await app.Correspondence.File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Mail,
                SourceId = "<1@egy.example>",
                Invitations = [TestHost.Key("EGY")],
                Subject = "Our answer",
                Text = "We accept.",
            },
            TestContext.Current.CancellationToken
        );
        await Go(page, app, $"{Campaign}/correspondence");
        await page.ClickAsync("text=Our answer");
        await page.SubmitAction(
            "classify",
            async form =>
            {
                await form.Locator("input[value=accepted]").CheckAsync();
                await form.Locator("#statementDay").SelectOptionAsync("2018-03-20");
            }
        );

        await Go(page, app, $"{Campaign}/statements");
        Assert.Equal(2, await page.Locator(".running-order tbody tr").CountAsync());
        foreach (var speaker in new[] { "EGY", "FRA" })
        {
            await page.SubmitAction(
                "fix",
                async form =>
                {
                    await form.Locator("#fixed").SelectOptionAsync(speaker);
                    await form.Locator("#place").FillAsync("1");
                }
            );
            Assert.Equal(
                1,
                await page.Locator($".running-order tr:first-child th:has(a[href$={speaker}]) .code").CountAsync()
            );
            await page.SubmitAction("free");
            Assert.Equal(0, await page.Locator(".running-order .code").CountAsync());
        }

        await Go(page, app, Campaign);
        Assert.Contains(
            $"3 of {SampleCampaign.Few.Invitees.Count}",
            await page.InnerTextAsync(".lead dd"),
            StringComparison.Ordinal
        );
        await page.SubmitAction(
            "cancel",
            async form =>
            {
                await form.Locator("#reason").FillAsync("The forum is put off.");
                await form.Locator("[name=sure]").CheckAsync();
            }
        );
        Assert.Contains("Cancelled", await page.InnerTextAsync(".eyebrow"), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("form[action*='/actions/']").CountAsync());

        await Go(page, app, $"{Campaign}/journal");
        var lines = await page.Locator(".timeline li").AllInnerTextsAsync();
        foreach (
            var what in new[]
            {
                "proofs approved",
                "launched",
                "paused",
                "resumed",
                "place fixed",
                "place returned to the rule",
                "cancelled",
            }
        )
            Assert.Contains(lines, l => l.Contains($"{what} · {StaffPageDriver.Name}", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("The forum is put off.", StringComparison.Ordinal));

        await Go(page, app, Campaign);
        await page.SubmitAction(
            "erase",
            async form =>
            {
                await page.SaveScreenshot("staff-erase");
                await form.Locator("[name=exported]").CheckAsync();
                await form.Locator("[name=sure]").CheckAsync();
            }
        );
        Assert.Contains("Erased", await page.InnerTextAsync(".eyebrow"), StringComparison.Ordinal);
        Assert.Contains("personal data of this campaign was erased", await page.InnerTextAsync("main"));
        Assert.Equal(0, await page.Locator("form[action*='/actions/']").CountAsync());
        await page.AssertAccessible();
        await page.SaveScreenshot("staff-erased");
    }

    private static Task<IResponse?> Go(IPage page, TestHost app, string path) =>
        page.GotoAsync(new Uri(app.Site, path).ToString());
}
