using Microsoft.Playwright;
using MimeKit;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Tests.Browser;

/// <summary>The first half hour of a protocol officer: from a spreadsheet of 194 States and a text in two languages to
/// a launched campaign, by the links and buttons of the pages alone.</summary>
public sealed class NewcomerTests(ChromiumFixture chromium)
{
    private const string Colleague = "B. Colleague";

    private static readonly CampaignId Forum = new("forum-2018");

    /// <summary>Language, width, whether scripts run, and whether the keyboard does everything.</summary>
    public static TheoryData<string, int, bool, bool> Ways =>
        ProofForm.Choose<TheoryData<string, int, bool, bool>>(
            [("en", 1280, false, false)],
            [
                ("en", 1280, true, true),
                ("fr", 1280, true, false),
                ("en", 375, true, false),
                ("fr", 375, true, true),
                ("en", 1280, false, false),
                ("fr", 375, false, false),
            ]
        );

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_list_of_194_and_two_letters_become_a_launched_campaign(
        string language,
        int width,
        bool scripts,
        bool keyboard
    )
    {
        await using var app = await TestHost.Start(folder: SampleCampaign.Few, launched: false);
        var page = await chromium.Open(app, app.Sessions.CreateLink().PathAndQuery[1..], width, dark: false, scripts);
        var officer = new Officer(page, keyboard, scripts, $"{language}-{width}{(scripts ? "" : "-plain")}");
        await officer.Fill("#name", StaffPageDriver.Name);
        await officer.Follow("main button");
        if (language != "en")
            await officer.Follow($"a[hreflang={language}]");
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));

        await officer.Follow("main a[href$='/staff/new']");
        await FillNew(officer);
        await officer.Look("new");
        await officer.Follow("main form button.primary");

        await officer.Follow("nav.tabs a[href$='/invitees']");
        await UploadList(page);
        await officer.Follow("main form button.primary");
        await officer.Look("columns");
        await officer.Follow("main form button.primary");
        await officer.Look("rows");
        await officer.Follow("main form button.primary");
        await officer.IsDone();
        await officer.Look("invitees");

        foreach (var (code, words) in new[] { ("en", "We meet in May."), ("fr", "Nous nous réunissons en mai.") })
        {
            await officer.Follow("nav.tabs a[href$='/letters']");
            await officer.Follow($"main a[href$='/letters/{code}/invitation']");
            await officer.Fill(
                "#text",
                $"---\nsubject: {{{{ event.name }}}} ({code})\n---\n{{{{ invitee.salutation }}}}\n\n{words}\n\n"
                    + "[{{ event.name }}]({{ links.reply }})\n"
            );
            await officer.Follow("button[value=save]");
            await officer.IsDone();
            await officer.Look($"letter-{code}");
        }

        await officer.Follow("nav.tabs a[href$='/facts']");
        await officer.Tick("#approval");
        await officer.Fill("[name='step-1-days']", "20");
        await officer.Look("plan");
        await officer.Follow("main form button.primary");
        await officer.IsDone();
        await officer.Follow("nav.tabs a[href$='/rehearsal']");
        await officer.Look("rehearsal");

        await officer.Follow("nav.tabs a[href$='/letters']");
        await officer.Follow("main a[href$='/letters/fr/invitation']");
        await officer.Press("#test summary");
        await officer.Fill("#test [name=to]", "anna@organisation.example");
        await officer.Follow("#test button");
        await officer.IsDone();
        await officer.Look("test-letter");

        await officer.Follow("nav.tabs a[href$='/draft']");
        await officer.Look("check");
        Assert.DoesNotMatch(@"campaign\.json|invitees\.csv|\.md", await page.InnerTextAsync("main"));
        await officer.Follow("main form button.primary");
        await officer.IsDone();
        await officer.Follow("main a.button[href$='/proofs']");
        await officer.Look("proofs");

        // A colleague approves on a machine of their own.
        var other = await chromium.Open(app, app.Sessions.CreateLink().PathAndQuery[1..], width, dark: false, scripts);
        var second = officer with { Page = other };
        await second.Fill("#name", Colleague);
        await second.Follow("main button");
        await second.Follow($"main a[href$='/campaigns/{Forum}']");
        await second.Follow("nav.tabs a[href$='/proofs']");
        await second.Press("details:has(form[action$='/actions/approve']) summary");
        await second.Follow("form[action$='/actions/approve'] button");
        await second.IsDone();

        await officer.Follow($"nav.tabs a[href$='/campaigns/{Forum}']");
        await officer.Press("details:has(form[action$='/actions/launch']) summary");
        await officer.Look("launch");
        var launch = await page.InnerTextAsync("details:has(form[action$='/actions/launch'])");
        Assert.Contains(Colleague, launch, StringComparison.Ordinal);
        Assert.Contains("194", launch, StringComparison.Ordinal);
        await officer.Tick("form[action$='/actions/launch'] [name=sure]");
        await officer.Follow("form[action$='/actions/launch'] button");
        await officer.IsDone();
        await officer.Look("launched");

        var cancellation = TestContext.Current.CancellationToken;
        var entry = (await app.Store.Campaigns.Find(Forum, cancellation))!.Value;
        Assert.Equal(CampaignState.Running, entry.State);
        Assert.Equal(
            SampleCampaign.Folder.Invitees.Count,
            (await app.Store.Invitations.Count(Forum, entry.Buckets, cancellation)).Invitees
        );
        var sent = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(app.Mailer.Folder)), cancellation);
        Assert.Contains("Nous nous réunissons en mai.", sent.TextBody, StringComparison.Ordinal);
    }

    /// <summary>A spreadsheet as an office keeps it, with French headings, in two languages.</summary>
    private static Task UploadList(IPage page) =>
        page.SetInputFilesAsync(
            "#list",
            new FilePayload
            {
                Name = "États membres (final).xlsx",
                MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Buffer = Spreadsheet.Write(
                    "Liste",
                    ["Code", "Pays", "Fonction", "Formule d’appel", "Langue", "Courriel"],
                    SampleCampaign.Folder.Invitees.Select(i =>
                        (IReadOnlyList<string>)
                            [
                                i.Id.Value,
                                i.Name,
                                i.Office,
                                i.Salutation,
                                i.Language.Code is "fr" or "ar" ? "français" : "anglais",
                                i.Address,
                            ]
                    )
                ),
            }
        );

    private static async Task FillNew(Officer officer)
    {
        foreach (
            var (field, text) in new[]
            {
                ("name", "Forum 2018"),
                ("reference", "CL-18/001"),
                ("from", "2018-05-01"),
                ("to", "2018-05-03"),
                ("place", "Genève"),
                ("sendAt", "2018-01-08T09:00"),
                ("deadline", "2018-03-01T00:00"),
                ("organisation", "Organisation"),
                ("signatory", "Le Secrétaire général"),
                ("contact", "Secrétariat"),
                ("address", "contact@organisation.example"),
                ("telephone", "+41 22 555 01 16"),
            }
        )
            await officer.Fill($"#{field}", text);
    }

    /// <summary>The officer has a mouse, or the keyboard alone. Files are chosen in a window of the browser.</summary>
    private sealed record Officer(IPage Page, bool Keyboard, bool Scripts, string Name)
    {
        /// <summary>More than the focusable elements of any of the pages.</summary>
        private const int MaxTabs = 600;

        private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

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
            await Page.SaveScreenshot($"newcomer-{name}-{Name}{(Keyboard ? "-keys" : "")}");
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
}
