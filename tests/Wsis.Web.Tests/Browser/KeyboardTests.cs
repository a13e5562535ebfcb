using Microsoft.Playwright;
using Wsis.Invitations.Replies;

namespace Wsis.Web.Tests.Browser;

/// <summary>Nothing but the keyboard, and no script.</summary>
public sealed class KeyboardTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("accepted", typeof(Answer.Accepted))]
    [InlineData("delegated", typeof(Answer.Delegated))]
    [InlineData("declined", typeof(Answer.Declined))]
    public async Task Each_answer_can_be_given(string answer, Type recorded)
    {
        await using var app = await TestHost.Start();
        var page = await chromium.Open(app, app.Link("FRA"), width: 1280, scripts: false);
        await TabTo(page, "answer");
        await page.Keyboard.PressAsync("Space");
        for (var i = 0; i < Array.IndexOf(["accepted", "delegated", "declined"], answer); i++)
            await page.Keyboard.PressAsync("ArrowDown");
        if (answer == "delegated")
        {
            await TabTo(page, "representativeName");
            await page.Keyboard.TypeAsync("A. N. Exemple");
        }
        if (answer != "declined")
        {
            await TabTo(page, "delegationSize");
            await page.Keyboard.TypeAsync("4");
        }
        await TabTo(page, "remarks");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#recorded").WaitForAsync();
        Assert.IsType(recorded, (await app.Find("FRA")).Reply!.Answer);
    }

    [Fact]
    public async Task The_error_summary_has_the_focus_and_links_to_its_fields()
    {
        await using var app = await TestHost.Start();
        var page = await chromium.Open(app, app.Link("FRA"), scripts: false);
        await page.Send();
        await page.Locator("[role=alert]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("answer", await Focused(page));
    }

    private static async Task TabTo(IPage page, string name)
    {
        for (var i = 0; i < 30 && await Focused(page) != name; i++)
            await page.Keyboard.PressAsync("Tab");
        Assert.Equal(name, await Focused(page));
    }

    private static Task<string?> Focused(IPage page) =>
        page.EvaluateAsync<string?>("document.activeElement.name || null");
}
