using Microsoft.Playwright;

namespace Wsis.Web.Tests.Browser;

/// <summary>A protocol officer at a page, with a mouse or with the keyboard alone. Files are chosen in a window of the
/// browser.</summary>
/// <param name="Page">The page.</param>
/// <param name="App">The host that serves it.</param>
/// <param name="Picture">The name of its pictures, with <c>{0}</c> for what they show.</param>
internal sealed record Officer(IPage Page, TestHost App, string Picture)
{
    /// <summary>More than the focusable elements of any of the pages.</summary>
    private const int MaxTabs = 600;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>The fields of a new campaign. A name is filled in for each of the languages, English and
    /// French.</summary>
    private static readonly (string Field, string Text, bool IsLocalized)[] NewCampaign =
    [
        ("name", "Forum 2018", true),
        ("reference", "CL-18/001", false),
        ("from", "2018-05-01", false),
        ("to", "2018-05-03", false),
        ("place", "Genève", true),
        ("sendAt", "2018-01-08T09:00", false),
        ("deadline", "2018-03-01T00:00", false),
        ("organisation", "Organisation", true),
        ("signatory", "Le Secrétaire général", true),
        ("contact", "Secrétariat", true),
        ("address", "contact@organisation.example", false),
        ("telephone", "+41 22 555 01 16", false),
    ];

    public bool Keyboard { get; init; }

    public bool Scripts { get; init; } = true;

    /// <summary>Goes to an address of the host.</summary>
    public async Task Go(string path) => await Page.GotoAsync(new Uri(App.Site, path).ToString());

    /// <summary>Fills in the form of a new campaign.</summary>
    public async Task FillNew()
    {
        var other = await Page.GetAttributeAsync("html", "lang") == "fr" ? "en" : "fr";
        foreach (var (field, text, isLocalized) in NewCampaign)
        {
            await Fill($"#{field}", text);
            if (isLocalized)
                await Fill($"#{field}-{other}", text);
        }
    }

    /// <summary>Approves the proofs, on their page.</summary>
    public async Task Approve()
    {
        await Follow("nav.tabs a[href$='/proofs']");
        await Press("details:has(form[action$='/actions/approve']) summary");
        await Follow("form[action$='/actions/approve'] button");
        await IsDone();
    }

    /// <summary>Opens something on the page.</summary>
    public async Task Press(string selector)
    {
        if (!Keyboard)
        {
            await Page.Locator(selector).First.ClickAsync();
            return;
        }
        await Reach(selector);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Follows a link or sends a form, and waits for the page that comes of it.</summary>
    public async Task Follow(string selector)
    {
        var loaded = new TaskCompletionSource();
        void Load(object? sender, IPage page) => loaded.TrySetResult();
        Page.DOMContentLoaded += Load;
        try
        {
            await Press(selector);
            await loaded.Task.WaitAsync(Timeout, TestContext.Current.CancellationToken);
        }
        finally
        {
            Page.DOMContentLoaded -= Load;
        }
    }

    public async Task Tick(string selector)
    {
        if (await Page.IsCheckedAsync(selector))
            return;
        if (Keyboard)
        {
            await Reach(selector);
            await Page.Keyboard.PressAsync("Space");
        }
        else
            await Page.CheckAsync(selector);
        Assert.True(await Page.IsCheckedAsync(selector));
    }

    public async Task Fill(string selector, string text)
    {
        if (Keyboard)
            await Reach(selector);
        await Page.FillAsync(selector, text);
    }

    public Task IsDone() => Page.Locator("[role=status]").First.WaitForAsync();

    public async Task Look(string name)
    {
        await Page.SaveScreenshot(string.Format(null, Picture, name) + (Keyboard ? "-keys" : ""));
        Assert.Equal(0, await Page.Locator("[hidden]:visible").CountAsync());
        if (Scripts)
            await Page.AssertAccessible();
    }

    /// <summary>Goes to an element with the tabulator, as far as it takes.</summary>
    private async Task Reach(string selector)
    {
        var target = Page.Locator(selector).First;
        await target.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        for (var tabs = 0; tabs < MaxTabs; tabs++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach {selector} on {Page.Url}.");
    }
}
