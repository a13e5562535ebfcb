using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Wsis.Web.Tests.Browser.ChromiumFixture))]

namespace Wsis.Web.Tests.Browser;

/// <summary>The machine's Chromium, started once for all tests of the assembly. Without it the tests that need it are
/// skipped, except on a build server.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        // Each page lives for seconds: one process less, and no second compilation of its scripts.
        "--in-process-gpu",
        "--js-flags=--no-opt --no-maglev",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Find() is not { } program)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Headless = true,
                Args = Arguments,
            }
        );
    }

    /// <summary>Skips the test where Chromium or Node.js is missing, and in the short form while it is another test's
    /// turn.</summary>
    public async Task Require()
    {
        ProofForm.RequireTurnOfName();
        Assert.SkipWhen(browser is null, Chromium.IsMissing);
        await NpmPackages.Require();
    }

    /// <summary>Opens an empty page without cookies or storage.</summary>
    /// <param name="width">Its width in CSS pixels: 320 is the narrowest telephone, and a window of 1280 at 400 % zoom
    /// (WCAG 2.2, 1.4.10).</param>
    /// <param name="dark">Whether the reader prefers dark pages.</param>
    /// <param name="scripts">Whether scripts can run at all; without them axe cannot look at the page either.</param>
    public async Task<IPage> NewPage(int width, bool dark, bool scripts)
    {
        await Require();
        var context = await browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 800 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = scripts,
            }
        );
        context.SetDefaultTimeout(120_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
