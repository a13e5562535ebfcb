using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;

namespace Wsis.Web.Tests.Browser;

/// <summary>The editor of a letter, with its script.</summary>
public sealed class LetterEditorTests(ChromiumFixture chromium) : IAsyncLifetime
{
    /// <summary>As Word puts it on the clipboard: its lists are paragraphs whose sign is to be ignored.</summary>
    private const string CopiedFromWord = """
        <html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
        <head><meta name=Generator content="Microsoft Word 15">
        <style><!-- p.MsoNormal { margin:0cm; } --></style></head>
        <body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
        <p class=MsoNormal><b><span style='font-size:12.0pt'>Madame la Ministre,<o:p></o:p></span></b></p>
        <p class=MsoNormal>J’ai l’honneur de vous <i>inviter</i>
        au Forum<span style='mso-spacerun:yes'>  </span>(voir <a
        href="https://forum.example/a_(b)">le site</a>), pour {{ event.dates }}.<o:p></o:p></p>
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
        !supportLists]><span style='font-family:Symbol'><span
        style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
        </span></span></span><![endif]>un jour<o:p></o:p></p>
        <p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if
        !supportLists]><span style='mso-list:Ignore'>1.<span
        style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>un
        <span style='font-weight:bold'>autre </span>jour<o:p></o:p></p>
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>
        <p class=MsoNormal>1. Une phrase * finale<br>sur deux lignes<o:p></o:p></p>
        <!--EndFragment--></body></html>
        """;

    private TestHost app = null!;
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestHost.Start(launched: false);
        page = await chromium.SignedIn(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_buttons_of_the_editor_are_one_stop_of_the_tabulator()
    {
        await Open("en/invitation");
        var buttons = page.Locator("[role=toolbar] button");
        var last = await buttons.CountAsync() - 1;
        Assert.Equal("text", await page.GetAttributeAsync("[role=toolbar]", "aria-controls"));

        await page.FocusAsync("#text");
        await page.Keyboard.PressAsync("Shift+Tab");
        await AssertFocused(0);
        await page.Keyboard.PressAsync("ArrowRight");
        await AssertFocused(1);
        await page.Keyboard.PressAsync("End");
        await AssertFocused(last);
        await page.Keyboard.PressAsync("ArrowRight");
        await AssertFocused(0);
        await page.Keyboard.PressAsync("ArrowLeft");
        await AssertFocused(last);
        await page.SaveScreenshot("letter-toolbar");
        await page.AssertAccessible();
        // The same button is met again.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("text", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Shift+Tab");
        await AssertFocused(last);
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Enter");
        Assert.Contains(
            await buttons.First.InnerTextAsync(),
            await page.InputValueAsync("#text"),
            StringComparison.Ordinal
        );

        async Task AssertFocused(int button) =>
            Assert.True(
                await buttons.Nth(button).EvaluateAsync<bool>("b => b === document.activeElement"),
                $"{button}"
            );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_preview_shows_that_it_has_the_focus(bool scripts)
    {
        page = await chromium.SignedIn(app, scripts: scripts);
        await Open("en/invitation");
        await page.FrameLocator("iframe.email").Locator(".letter").WaitForAsync();
        await page.FocusAsync("#view-email");

        await page.Keyboard.PressAsync("Tab");

        var body = page.FrameLocator("iframe.email").Locator("body:focus-visible");
        await body.WaitForAsync();
        Assert.Equal(
            "solid 3px",
            await body.EvaluateAsync<string>(
                "b => (s => s.outlineStyle + ' ' + s.outlineWidth)(getComputedStyle(b, '::after'))"
            )
        );
        await page.SaveScreenshot($"letter-focus{(scripts ? "" : "-plain")}");
        // What is typed is shown in the same frame, which can still have the focus.
        if (!scripts)
            return;
        await page.FillAsync("#text", "---\nsubject: S\n---\nMended\n");
        await page.FrameLocator("iframe.email").Locator("p", new() { HasTextString = "Mended" }).WaitForAsync();
        await page.FocusAsync("#view-email");
        await page.Keyboard.PressAsync("Tab");
        await body.WaitForAsync();
    }

    [Fact]
    public async Task The_preview_follows_what_is_typed_and_nothing_is_stored()
    {
        ProofForm.RequireTurn(3);
        await Open("ar/invitation");
        var letter = page.FrameLocator("iframe.email").Locator("html");
        Assert.Equal("rtl", await letter.GetAttributeAsync("dir"));
        var invitees = page.Locator("#invitee option");
        var second = await invitees.Nth(1).GetAttributeAsync("value");
        const string text = "---\nsubject: S {{ invitee.name }}\n---\n**W** {{ invitee.name }}\n";

        await page.FillAsync("#text", text);
        await letter.Locator("strong", new() { HasTextString = "W" }).WaitForAsync();
        await page.SelectOptionAsync("#invitee", second!);
        var name = (await invitees.Nth(1).InnerTextAsync()).Trim();
        await page.Locator("[data-part=envelope] b", new() { HasTextString = $"S {name}" }).WaitForAsync();
        Assert.Contains($"W {name}", await letter.InnerTextAsync(), StringComparison.Ordinal);

        await page.FillAsync("#text", "---\nsubject: S\n---\n{{ invitee.nom }}\n");
        await page.Locator("[data-part=problems] li", new() { HasTextString = "invitee.nom" }).WaitForAsync();
        Assert.Contains($"W {name}", await letter.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("16px", await letter.Locator("h1").EvaluateAsync<string>("h => getComputedStyle(h).fontSize"));
        await page.SaveScreenshot("letter-live-error");

        await page.FillAsync("#text", "---\nsubject: S\n---\nMended\n");
        await letter.Locator("p", new() { HasTextString = "Mended" }).WaitForAsync();
        Assert.Equal(0, await page.Locator("[data-part=problems] li").CountAsync());
        await page.CheckAsync("#view-text");
        Assert.False(await page.Locator("iframe.email").IsVisibleAsync());
        Assert.Contains("Mended", await page.InnerTextAsync("[data-part=text]"), StringComparison.Ordinal);
        await page.AssertAccessible();
        await page.CheckAsync("#view-web");
        Assert.True(await page.Locator("iframe.web").IsVisibleAsync());
        Assert.False(await page.Locator(".envelope").IsVisibleAsync());
        await page.CheckAsync("#view-paper");
        var sheet = page.FrameLocator("iframe.paper");
        await sheet.Locator("p", new() { HasTextString = "Mended" }).WaitForAsync();
        await page.FillAsync("#text", "---\nsubject: S\n---\nOn paper\n");
        await sheet.Locator("p", new() { HasTextString = "On paper" }).WaitForAsync();
        Assert.Equal("grid", await sheet.Locator(".head").EvaluateAsync<string>("h => getComputedStyle(h).display"));
        Assert.True(await sheet.Locator(".qr").IsVisibleAsync());
        Assert.True(
            await sheet.Locator("html").EvaluateAsync<bool>("h => h.scrollWidth <= innerWidth"),
            "The sheet is wider than its frame."
        );
        await page.AssertAccessible();
        await page.SaveScreenshot("letter-paper");
        Assert.Null(
            await app.Drafts.ReadVersion(
                SampleCampaign.Folder.Campaign!.Id,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task A_test_letter_is_of_what_is_typed()
    {
        await Open("fr/reminder-1");
        Assert.Equal(0, await page.Locator("#view-web").CountAsync());
        await page.FillAsync("#text", "---\nsubject: Pas enregistré\n---\nBonjour {{ invitee.name }}\n");
        await page.SelectOptionAsync("#invitee", "CHE");
        await page.ClickAsync("#test summary");
        await page.FillAsync("[name=to]", "anna@itu.example");
        await page.ClickAsync("#test button");
        await page.Locator("[role=status]").WaitForAsync();

        var sent = await MimeKit.MimeMessage.LoadAsync(
            Assert.Single(Directory.GetFiles(app.Mailer.Folder, "*.eml")),
            TestContext.Current.CancellationToken
        );
        Assert.EndsWith("Pas enregistré", sent.Subject, StringComparison.Ordinal);
        Assert.Contains("Bonjour Suisse", sent.TextBody, StringComparison.Ordinal);
        Assert.Contains("Pas enregistré", await page.InputValueAsync("#text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_pasted_from_Word_keeps_paragraphs_lists_bold_and_links()
    {
        ProofForm.RequireTurn(2);
        await Open("fr/invitation");
        await page.SaveForGuide("prepare-letter");
        await page.FillAsync("#text", "---\nsubject: S\n---\n");
        await Paste(CopiedFromWord);

        Assert.Equal(
            """
            ---
            subject: S
            ---
            **Madame la Ministre,**

            J’ai l’honneur de vous *inviter* au Forum (voir [le site](https://forum.example/a_%28b%29)), pour {{ event.dates }}.

            - un jour
               1. un **autre** jour

            1\. Une phrase \* finale\
            sur deux lignes
            """,
            await page.InputValueAsync("#text")
        );
        var letter = page.FrameLocator("iframe.email");
        await letter.Locator("ol li strong", new() { HasTextString = "autre" }).WaitForAsync();
        Assert.Equal(1, await letter.Locator("a[href='https://forum.example/a_%28b%29']").CountAsync());
        await page.Keyboard.PressAsync("Control+z");
        Assert.Equal("---\nsubject: S\n---\n", await page.InputValueAsync("#text"));
    }

    [Fact]
    public async Task Lists_and_headings_of_other_programs_are_kept_and_plain_text_stays_as_it_is()
    {
        ProofForm.RequireTurn(3);
        await Open("fr/invitation");
        await page.FillAsync("#text", "");
        await Paste(
            "<b style='font-weight:normal'><h2>Title</h2><ol start=3><li><p>three</p></li><li>four<ul><li>x</li></ul>"
                + "</li></ol><p>a <em>b </em>c</p><table><tr><td>1</td><td>2</td></tr></table></b>"
        );
        Assert.Equal("**Title**\n\n3. three\n4. four\n   - x\n\na *b* c\n\n1 · 2", await page.InputValueAsync("#text"));
        await page.FillAsync("#text", "");
        await Paste("<span>**kept** as it is</span>");
        Assert.Equal("", await page.InputValueAsync("#text"));
    }

    private async Task Open(string letter) =>
        await page.GotoAsync($"{app.Site}staff/campaigns/wsis-forum-2018/draft/letters/{letter}");

    /// <summary>The event of a paste. The browser then pastes text itself, unless the event is prevented.</summary>
    private async Task Paste(string html) =>
        await page.EvaluateAsync(
            """
            html => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/html', html);
              const area = document.getElementById('text');
              area.focus();
              area.setSelectionRange(area.value.length, area.value.length);
              area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true, bubbles: true }));
            }
            """,
            html
        );
}
