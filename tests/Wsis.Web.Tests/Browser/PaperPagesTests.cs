using Microsoft.Playwright;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Browser;

/// <summary>The pages of letters on paper, of corrections, of delegations and of statements: axe finds nothing, and
/// nothing is scrolled sideways.</summary>
public sealed class PaperPagesTests(ChromiumFixture chromium)
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    public static TheoryData<string, int, bool> Looks =>
        PageExtensions.IsGuideWanted
            ? new() { { "en", PageExtensions.GuideWidth, false } }
            : ProofForm.Choose<TheoryData<string, int, bool>>(
                ProofForm.Seed % 2 == 0 ? new() { { "en", 1280, false } } : new() { { "fr", 375, true } },
                new()
                {
                    { "en", 1280, false },
                    { "en", 375, true },
                    { "fr", 1280, true },
                    { "fr", 375, false },
                }
            );

    /// <summary>France, Germany and Switzerland have no e-mail, and a mission that gets copies.</summary>
    private static CampaignFolder OnPaper
    {
        get
        {
            var folder = SampleCampaign.FewWith(c => c["copyToMission"] = true);
            return folder.WithInvitees([
                .. folder.Invitees.Select(i =>
                    i.Id.Value switch
                    {
                        "FRA" => i with { Address = "", Postal = "139 rue de Bercy\n75012 Paris" },
                        "CHE" => i with { Address = "", Postal = "Bundesgasse 3\n3003 Berne" },
                        "DEU" => i with { Address = "", Fax = "+49 30 555 01 16" },
                        _ => i,
                    }
                ),
            ]);
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Staff_see_paper_corrections_delegations_and_statements(string language, int width, bool dark)
    {
        ProofForm.RequireTurn(3);
        await using var app = await TestHost.Start(folder: OnPaper);
        var page = await chromium.SignedIn(app, width, dark);
        await TestHost.WaitUntil(async () =>
        {
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}/print-run").ToString());
            return await page.Locator("[name=letter]").CountAsync() == 3;
        });
        await page.SaveForGuide("print-run");
        await Live(app);

        await Shows("", "dashboard");
        await Shows("/print-run", "print-run");
        await Shows("/invitations/CHE", "returned");
        await Shows("/invitations/EGY", "delegation");
        await Shows("/statements", "statements");
        await Shows("/invitations?lettersBy=Paper", "by-paper");
        await Shows("/corrections", "corrections");
        await page.SetInputFilesAsync(
            "input[type=file]",
            new FilePayload
            {
                Name = "list.csv",
                MimeType = "text/csv",
                Buffer = "id,salutation,postal\nFRA,Monsieur,1 rue Neuve|69000 Lyon\nDEU,,\n"u8.ToArray(),
            }
        );
        await page.ClickAsync("main form:has(input[type=file]) button:not([type=button])");
        await Look("corrections-compared");

        async Task Shows(string path, string name)
        {
            var query = path.Contains('?') ? '&' : '?';
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}{path}{query}lang={language}").ToString());
            await Look(name);
        }

        async Task Look(string name)
        {
            await page.SaveScreenshot($"paper-{language}-{width}-{(dark ? "dark" : "light")}-{name}");
            await page.AssertAccessible();
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Staff_see_a_draft_with_letters_on_paper(string language, int width, bool dark)
    {
        ProofForm.RequireTurn(3);
        await using var app = await TestHost.Start(folder: OnPaper, launched: false);
        var page = await chromium.SignedIn(app, width, dark);
        foreach (var (path, name) in new[] { ("facts", "facts"), ("rehearsal?invitee=FRA", "rehearsal") })
        {
            var query = path.Contains('?') ? '&' : '?';
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}/draft/{path}{query}lang={language}").ToString());
            await page.SaveScreenshot($"paper-{language}-{width}-{(dark ? "dark" : "light")}-{name}");
            await page.AssertAccessible();
        }
    }

    public static TheoryData<string, int, bool> DelegationLooks { get; } =
        new(ProofForm.Share<(string, int, bool)>([("ar", 375, true), ("fr", 1280, false)], of: 2));

    [Theory]
    [MemberData(nameof(DelegationLooks))]
    public async Task An_office_names_its_delegation(string language, int width, bool dark)
    {
        await using var app = await TestHost.Start(folder: OnPaper);
        await Live(app);
        var page = await chromium.Open(app, $"{app.Link("EGY")}?lang={language}", width, dark);
        Assert.Equal(1, await page.Locator("[name=person-0-name]").CountAsync());
        await page.SaveScreenshot($"paper-{language}-{width}-delegation-office");
        await page.AssertAccessible();
    }

    /// <summary>Letters are posted, one comes back, an office with a delegation makes a statement, and another
    /// withdraws.</summary>
    private static async Task Live(TestHost app)
    {
        var posted = NodaTime.Instant.FromUtc(2017, 12, 12, 10, 0);
        foreach (var invitee in new[] { "FRA", "CHE" })
            await app.Invitations.Apply(
                TestHost.Key(invitee),
                new Signal.LetterPosted(
                    "posted",
                    "staff",
                    new StepId("invitation"),
                    1,
                    new Posting(PostalWay.Pouch, new(2017, 12, 12), posted, "N 17")
                ),
                CancellationToken.None
            );
        await app.Invitations.Apply(
            TestHost.Key("CHE"),
            new Signal.LetterReturned("returned", "staff", new StepId("invitation"), 1, "Addressee unknown"),
            CancellationToken.None
        );
        foreach (var invitee in new[] { "EGY", "BRA", "FRA" })
            (
                await app.Post(
                    app.Link(invitee),
                    ("answer", "accepted"),
                    ("statement", "wished"),
                    ("statementDay", "2018-03-20"),
                    ("statementMinutes", "5"),
                    ("saw", "0")
                )
            ).Dispose();
        (
            await app.Post(
                app.Link("EGY"),
                ("form", "delegation"),
                ("person-0-title", "H.E."),
                ("person-0-name", "A. N. Example"),
                ("person-0-function", "Minister"),
                ("person-1-name", "ب. مثال"),
                ("person-1-address", "b@egy.example"),
                ("speaks", "0"),
                ("expectedDelegation", "0")
            )
        ).Dispose();
        await app.Invitations.Apply(
            TestHost.Key("BRA"),
            new Signal.Withdrawn("staff", Notify: false),
            CancellationToken.None
        );
        await app.Campaigns.AdvanceDue(TestHost.Key("CHE").Campaign, CancellationToken.None);
    }
}
