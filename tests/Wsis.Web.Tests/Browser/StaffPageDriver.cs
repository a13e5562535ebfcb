using Microsoft.Playwright;

namespace Wsis.Web.Tests.Browser;

/// <summary>The actions of a member of staff on the pages.</summary>
internal static class StaffPageDriver
{
    public const string Name = "A. N. Example";

    public static async Task<IPage> SignedIn(
        this ChromiumFixture chromium,
        TestHost app,
        int width = 1280,
        bool dark = false,
        bool scripts = true
    )
    {
        var page = await chromium.Open(app, app.Sessions.CreateLink().PathAndQuery[1..], width, dark, scripts);
        await page.FillAsync("#name", Name);
        await page.ClickAsync("main button");
        return page;
    }

    /// <summary>Goes to a page, does one of its acts and sees that it is done.</summary>
    public static async Task RunAction(
        this IPage page,
        TestHost app,
        string path,
        string action,
        Func<ILocator, Task>? fill = null
    )
    {
        await page.GotoAsync(new Uri(app.Site, path).ToString());
        await page.SubmitAction(action, fill);
    }

    /// <summary>Does an action of this page and sees that it is done.</summary>
    public static async Task SubmitAction(this IPage page, string action, Func<ILocator, Task>? fill = null)
    {
        await page.PressAction(action, fill);
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Equal("Done.", (await page.InnerTextAsync("[role=status]")).Trim());
    }

    /// <summary>Does an action of this page, whatever comes of it.</summary>
    public static async Task PressAction(this IPage page, string action, Func<ILocator, Task>? fill = null)
    {
        var details = page.Locator($"details:has(form[action$='/actions/{action}'])");
        await details.Locator("summary").ClickAsync();
        if (fill is not null)
            await fill(details);
        if (action == "launch")
            await details.Locator("[name=sure]").CheckAsync();
        await details.Locator("button").ClickAsync();
    }
}
