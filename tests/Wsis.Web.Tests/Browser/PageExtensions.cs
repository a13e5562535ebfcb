using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Wsis.Web.Tests.Browser;

/// <summary>Steps on a page in the words of a reader.</summary>
internal static class PageExtensions
{
    private static readonly ConditionalWeakTable<IPage, string> ForeignRequests = [];

    private static readonly string Screenshots = Environment.GetEnvironmentVariable("WSIS_SCREENSHOTS") ?? "";

    private static readonly bool AreScreenshotsWanted = ProofForm.IsLong || Screenshots == "1";

    /// <summary>Whether the pictures of <c>docs/staff.md</c> are taken, with <c>WSIS_SCREENSHOTS=guide</c>.</summary>
    public static readonly bool IsGuideWanted = Screenshots == "guide";

    /// <summary>The size of the pictures of <c>docs/staff.md</c>.</summary>
    public const int GuideWidth = 1180;
    private const int GuideHeight = 860;

    public static async Task<IPage> Open(
        this ChromiumFixture chromium,
        TestHost app,
        string link,
        int width = 320,
        bool dark = false,
        bool scripts = true
    )
    {
        var page = await chromium.NewPage(width, dark, scripts);
        app.CloseAtEnd(page.Context);
        // The browser reaches no other host, and the test fails where it looks at the page.
        page.Request += (_, request) =>
        {
            if (IsForeign(request.Url, app.Site))
                ForeignRequests.AddOrUpdate(page, request.Url);
        };
        await page.GotoAsync(new Uri(app.Site, link).ToString());
        return page;
    }

    /// <summary>The browser's own PDF viewer loads its parts from the browser.</summary>
    private static bool IsForeign(string url, Uri site) =>
        url.StartsWith("http", StringComparison.Ordinal) && !url.StartsWith(site.ToString(), StringComparison.Ordinal);

    /// <summary>Fit to be read by everybody: axe finds nothing, and nothing has to be scrolled sideways.</summary>
    public static async Task AssertAccessible(this IPage page)
    {
        Assert.False(ForeignRequests.TryGetValue(page, out var url), $"{page.Url} asks for {url}");
        await Axe.AssertNoViolations(page);
        var (wide, view) = (
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth"),
            await page.EvaluateAsync<int>("window.innerWidth")
        );
        Assert.True(wide <= view, $"{page.Url} is {wide} pixels wide, and the window {view}.");
    }

    public static Task Choose(this IPage page, string answer) => page.CheckAsync($"input[value={answer}]");

    /// <summary>Sends the form of the reply page.</summary>
    public static Task Send(this IPage page) => page.ClickAsync("form:has([name=answer]) button[type=submit]");

    /// <summary>A picture of <c>docs/staff.md</c>: what a window shows.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name of the file without <c>.png</c>.</param>
    /// <param name="at">What is at the top of the window. Null for the top of the page.</param>
    public static async Task SaveForGuide(this IPage page, string name, string? at = null)
    {
        if (!IsGuideWanted)
            return;
        await page.SetViewportSizeAsync(GuideWidth, GuideHeight);
        await page.EvaluateAsync(
            "at => { document.activeElement?.blur(); const e = at && document.querySelector(at); "
                + "window.scrollTo(0, e ? e.getBoundingClientRect().top + window.scrollY - 32 : 0); }",
            at
        );
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", $"{name}.png") });
    }

    /// <summary>A picture for a person to look at, in <c>TestResults/pages</c>. It is taken with
    /// <c>WSIS_SCREENSHOTS=1</c> and in the long form.</summary>
    public static async Task SaveScreenshot(this IPage page, string name)
    {
        if (AreScreenshotsWanted)
            await page.ScreenshotAsync(
                new() { Path = Path.Combine(Repository.Screenshots, $"{name}.png"), FullPage = true }
            );
    }
}
