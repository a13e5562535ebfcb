namespace Wsis.Web.Tests.Browser;

/// <summary>A letter is corrected in mid-campaign on its page.</summary>
public sealed class LetterCorrectionPageTests(ChromiumFixture chromium)
{
    public static TheoryData<string, int, bool> Looks =>
        PageExtensions.IsGuideWanted
            ? [("en", PageExtensions.GuideWidth, true)]
            : ProofForm.Choose<TheoryData<string, int, bool>>(
                [("fr", 375, true)],
                [("fr", 375, true), ("en", 1280, true), ("en", 375, false), ("fr", 1280, false)]
            );

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_letter_is_corrected_compared_and_approved(string language, int width, bool scripts)
    {
        ProofForm.RequireTurn(2);
        await using var app = await TestHost.Start();
        var page = await chromium.SignedIn(app, width, dark: width == 375, scripts);
        await page.GotoAsync(
            new Uri(app.Site, $"staff/campaigns/wsis-forum-2018/proofs?letter=reminder-2&lang={language}").ToString()
        );
        await page.Locator("a[href$='/letters/ar/reminder-2']").ClickAsync();
        await Look("editor");
        var text = await page.InputValueAsync("#text");
        await page.FillAsync("#text", text.Replace("---\n{{", "---\nتصويب\n\n{{", StringComparison.Ordinal));
        if (scripts)
            await page.FrameLocator("iframe.email").Locator("p", new() { HasTextString = "تصويب" }).WaitForAsync();
        else
        {
            await page.ClickAsync("button[value=preview]");
            Assert.Contains(
                "تصويب",
                await page.FrameLocator("iframe.email").Locator("body").InnerTextAsync(),
                StringComparison.Ordinal
            );
        }
        await page.ClickAsync("button[value=save]");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Contains("+ تصويب", await page.InnerTextAsync("#correction .added"), StringComparison.Ordinal);
        await Look("waits");
        await page.SaveForGuide("correct-letter");

        await page.GotoAsync(new Uri(app.Site, "staff/campaigns/wsis-forum-2018/proofs").ToString());
        await Look("proofs");
        await page.ClickAsync("a[href$='#correction']");
        await page.ClickAsync("details:has(form[action$='/actions/approve']) summary");
        await page.ClickAsync("form[action$='/actions/approve'] button");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Equal(0, await page.Locator("#correction").CountAsync());
        await page.ClickAsync("section[aria-labelledby=former] summary");
        await Look("approved");

        async Task Look(string name)
        {
            if (scripts)
                await page.AssertAccessible();
            await page.SaveScreenshot($"correct-{name}-{language}-{width}{(scripts ? "" : "-plain")}");
        }
    }
}
