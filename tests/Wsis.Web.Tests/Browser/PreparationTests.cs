using System.Text;
using Microsoft.Playwright;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Tests.Browser;

/// <summary>A protocol officer corrects what is wrong on the pages that prepare a campaign.
/// <see cref="NewcomerTests"/> go the whole way to a launch.</summary>
public sealed class PreparationTests(ChromiumFixture chromium)
{
    private const string List = """
        État;Pays;Fonction;Formule d’appel;Langue;Courriel
        CHE;Suisse;Ministre;Madame, Monsieur,;français;ministre@che.example
        KIR;Kiribati;Minister;Excellency,;English;minister@kir
        XXX;Nowhere;Minister;Excellency,;English;minister@nowhere.example
        """;

    private static readonly CampaignId Forum = new("forum-2018");

    public static TheoryData<string, int, bool> Looks =>
        PageExtensions.IsGuideWanted
            ? [("en", PageExtensions.GuideWidth, true)]
            : ProofForm.Choose<TheoryData<string, int, bool>>(
                [("fr", 375, true)],
                [("en", 1280, true), ("fr", 375, true), ("en", 375, false)]
            );

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_error_is_shown_at_its_place_and_corrected_there(string language, int width, bool scripts)
    {
        ProofForm.RequireTurn(1);
        await using var app = await TestHost.Start(folder: SampleCampaign.Few, launched: false);
        var page = await chromium.SignedIn(app, width, dark: language == "fr", scripts);
        var officer = new Officer(page, app, $"draft-{{0}}-{language}-{(scripts ? "" : "plain-")}{width}")
        {
            Scripts = scripts,
        };

        await officer.Go($"staff/new?lang={language}");
        await officer.Follow("main form button.primary");
        await officer.Look("new-errors");
        Assert.True(await page.Locator(".error").CountAsync() > 8);
        await officer.FillNew();
        await officer.Follow("main form button.primary");
        Assert.EndsWith("/staff/campaigns/forum-2018/draft?created=1", page.Url, StringComparison.Ordinal);
        await officer.Look("check");

        await MendList(officer);
        await officer.Follow("nav.tabs a[href$='/letters']");
        await officer.Look("letters");
        await officer.Follow("main a[href$='/letters/fr/invitation']");
        await MendLetter(officer);
        await officer.Follow("nav.tabs a[href$='/facts']");
        await MendFacts(officer);
        await officer.Go("staff/campaigns/forum-2018/draft/letters/fr/invitation");
        Assert.Equal("Emblème", await page.FrameLocator("iframe.email").Locator("img").First.GetAttributeAsync("alt"));

        await officer.Follow("nav.tabs a[href$='/rehearsal']");
        // Kiribati and Switzerland are in other zones, so a letter may go out on two days.
        Assert.Equal(7, await page.Locator("tbody tr").CountAsync());
        await officer.Fill("#invitee", "Kiribati");
        await officer.Follow("form[role=search] button");
        await officer.Look("rehearsal-one");
        await officer.Follow("#one ~ .scroll a >> nth=0");
        Assert.Equal("KIR", await page.InputValueAsync("#invitee"));
    }

    private static async Task MendList(Officer officer)
    {
        var page = officer.Page;
        await officer.Follow("nav.tabs a[href$='/invitees']");
        await page.SetInputFilesAsync(
            "#list",
            new FilePayload
            {
                Name = "liste.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(List),
            }
        );
        await officer.Follow("main form button.primary");
        await officer.Look("columns");
        await officer.Follow("main form button.primary");
        await officer.Look("rows");
        await page.SaveForGuide("prepare-rows");
        Assert.Equal(2, await page.Locator("fieldset.row").CountAsync());
        await officer.Fill("[name='cell-3-address']", "minister@kir.example");
        await officer.Tick("[name='out-4']");
        await officer.Follow("main form button.primary");
        await officer.IsDone();
        await officer.Look("invitees");
        Assert.Equal(["CHE", "KIR"], await ReadIds(officer.App));
    }

    private static async Task MendLetter(Officer officer)
    {
        var page = officer.Page;
        await officer.Fill("#text", "---\nsubject: {{ event.nom }}\n---\nBonjour\n");
        await officer.Follow("button[value=preview]");
        await officer.Look("letter-error");
        Assert.Contains("event.nom", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await officer.Fill("#text", "---\nsubject: {{ event.name }}\n---\n**Bonjour** {{ invitee.name }}\n");
        // Without a script, the form of the preview is chosen once there is one.
        await officer.Follow("button[value=preview]");
        await officer.Tick("#view-paper");
        await officer.Follow("button[value=preview]");
        Assert.True(await page.Locator("#view-paper").IsCheckedAsync());
        await page.FrameLocator("iframe.paper").Locator("strong", new() { HasTextString = "Bonjour" }).WaitForAsync();
        Assert.True(await page.FrameLocator("iframe.paper").Locator(".qr").IsVisibleAsync());
        await officer.Look("letter-paper");
        await officer.Follow("button[value=save]");
        await officer.IsDone();
        await page.FrameLocator("iframe.email")
            .Locator("body", new() { HasTextString = "Bonjour Suisse" })
            .WaitForAsync();
    }

    private static async Task MendFacts(Officer officer)
    {
        var page = officer.Page;
        await officer.Fill("[name='deadline']", "2018-06-01T00:00");
        await officer.Follow("main form button.primary");
        await officer.Look("facts-error");
        Assert.Equal(1, await page.Locator("#deadline-error").CountAsync());
        await officer.Fill("[name='deadline']", "2018-02-20T00:00");
        await ChooseLogo(page, "not an image"u8.ToArray());
        await officer.Follow("main form button.primary");
        Assert.Equal(1, await page.Locator("[id='letterhead.logo.file-error']").CountAsync());
        await ChooseLogo(page, SampleCampaign.ReadFiles()["images/emblem.png"]);
        await officer.Follow("main form button.primary");
        await officer.IsDone();
        await officer.Look("facts-logo");
    }

    private static async Task ChooseLogo(IPage page, byte[] content)
    {
        await page.SetInputFilesAsync(
            "[name='letterhead.logo.file']",
            new FilePayload
            {
                Name = "En-tête (final).png",
                MimeType = "image/png",
                Buffer = content,
            }
        );
        foreach (var field in await page.Locator("[name^='letterhead.logo.alternative.']").AllAsync())
            await field.FillAsync("Emblème");
    }

    [Fact]
    public async Task The_second_of_two_who_write_a_letter_sees_what_the_first_changed_and_keeps_their_own_text()
    {
        ProofForm.RequireTurn(0);
        await using var app = await TestHost.Start(launched: false);
        var one = await chromium.SignedIn(app);
        var two = await chromium.SignedIn(app);
        const string letter = "staff/campaigns/wsis-forum-2018/draft/letters/fr/invitation";
        await one.GotoAsync(new Uri(app.Site, letter).ToString());
        await two.GotoAsync(new Uri(app.Site, letter).ToString());
        await one.FillAsync("#text", "---\nsubject: S\n---\nLe premier texte\n");
        await one.ClickAsync("button[value=save]");

        await two.FillAsync("#text", "---\nsubject: S\n---\nLe second texte\n");
        await two.ClickAsync("button[value=save]");

        Assert.Contains("+ Le premier texte", await two.InnerTextAsync(".diff"), StringComparison.Ordinal);
        Assert.Contains("Le second texte", await two.InputValueAsync("#text"), StringComparison.Ordinal);
        await two.ClickAsync("button[value=save]");
        await two.Locator("[role=status]").WaitForAsync();
        Assert.Contains("Le second texte", await two.InputValueAsync("#text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_takes_letters_plan_and_list_of_an_earlier_one()
    {
        await using var app = await TestHost.Start(launched: false);
        var page = await chromium.SignedIn(app, scripts: false);
        var officer = new Officer(page, app, "earlier-{0}") { Scripts = false };
        await officer.Go("staff/new");
        await page.SelectOptionAsync("#earlier", "wsis-forum-2018");
        await officer.Tick("[name=withList]");
        await officer.FillNew();
        await officer.Follow("main form button.primary");
        Assert.Equal(SampleCampaign.Few.Invitees.Count, (await ReadIds(app)).Count);
        Assert.Equal(1, await page.Locator("form[action$='/submit']").CountAsync());
    }

    private static async Task<IReadOnlyList<string>> ReadIds(TestHost app)
    {
        var draft = (await app.Store.Drafts.Find(Forum, TestContext.Current.CancellationToken))!.Value;
        var content = await app.Store.Drafts.ReadContent(
            Forum,
            draft.Find("invitees.csv")!.Hash,
            TestContext.Current.CancellationToken
        );
        return [.. InviteeImport.Check(InviteeTable.Read(content!)).Select(r => r["id"])];
    }
}
