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
        PageExtensions.IsGuideWanted
            ? [("en", PageExtensions.GuideWidth, true, false)]
            : ProofForm.Choose<TheoryData<string, int, bool, bool>>(
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
        ProofForm.RequireTurn(0);
        await using var app = await TestHost.Start(folder: SampleCampaign.Few, launched: false);
        var page = await chromium.Open(app, app.Sessions.CreateLink().PathAndQuery[1..], width, dark: false, scripts);
        var officer = new Officer(page, app, $"newcomer-{{0}}-{language}-{width}{(scripts ? "" : "-plain")}")
        {
            Keyboard = keyboard,
            Scripts = scripts,
        };
        await officer.Fill("#name", StaffPageDriver.Name);
        await officer.Follow("main button");
        if (language != "en")
            await officer.Follow($"a[hreflang={language}]");
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));

        await officer.Follow("main a[href$='/staff/new']");
        await officer.FillNew();
        await officer.Look("new");
        await page.SaveForGuide("prepare-new");
        await officer.Follow("main form button.primary");

        await officer.Follow("nav.tabs a[href$='/invitees']");
        await UploadList(page);
        await officer.Follow("main form button.primary");
        await officer.Look("columns");
        await page.SaveForGuide("prepare-columns");
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
        await page.SaveForGuide("prepare-plan", "#plan");
        await officer.Follow("nav.tabs a[href$='/rehearsal']");
        await officer.Look("rehearsal");
        await page.SaveForGuide("prepare-rehearsal");

        await officer.Follow("nav.tabs a[href$='/letters']");
        await officer.Follow("main a[href$='/letters/fr/invitation']");
        await officer.Press("#test summary");
        await officer.Fill("#test [name=to]", "anna@organisation.example");
        await officer.Follow("#test button");
        await officer.IsDone();
        await officer.Look("test-letter");

        await officer.Follow("nav.tabs a[href$='/draft']");
        await officer.Look("check");
        // Every name was given in both languages.
        Assert.Equal(0, await page.Locator("#warnings").CountAsync());
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
        await second.Approve();

        await ChangeAndSubmitAgain(officer);
        await second.Approve();

        await officer.Follow("main a.button[href$='/proofs']");
        await officer.Follow($"nav.tabs a[href$='/campaigns/{Forum}']");
        await officer.Press("details:has(form[action$='/actions/launch']) summary");
        await officer.Look("launch");
        await page.SaveForGuide("prepare-launch", "details:has(form[action$='/actions/launch'])");
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

    /// <summary>A change withdraws the approval. What was changed is shown, and submitted again.</summary>
    private static async Task ChangeAndSubmitAgain(Officer officer)
    {
        officer.App.Clock.Now = officer.App.Clock.Now.AddMinutes(1);
        await officer.Go($"staff/campaigns/{Forum}/draft/letters/fr/invitation");
        await officer.Fill(
            "#text",
            "---\nsubject: {{ event.name }} (fr)\n---\n**Nous nous réunissons en mai.**\n\n"
                + "[Réponse]({{ links.reply }})\n"
        );
        await officer.Follow("button[value=save]");
        await officer.IsDone();
        await officer.Follow("nav.tabs a[href$='/facts']");
        await officer.Fill("[name='deadline']", "2018-03-02T00:00");
        await officer.Follow("main form button.primary");
        await officer.IsDone();
        await officer.Follow("nav.tabs a[href$='/draft']");
        await officer.Look("changed");
        await officer.Follow("a[href$='/draft/changes']");
        Assert.Contains(
            "+ **Nous nous réunissons en mai.**",
            await officer.Page.InnerTextAsync(".diff"),
            StringComparison.Ordinal
        );
        await officer.Look("changes");
        await officer.Page.SaveForGuide("prepare-changes");
        await officer.Follow("nav.tabs a[href$='/draft']");
        await officer.Follow("main form button.primary");
        await officer.IsDone();
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
}
