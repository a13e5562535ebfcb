using System.Text;
using Microsoft.Playwright;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Tests.Browser;

/// <summary>A protocol officer prepares a campaign on the pages, from nothing to its launch.</summary>
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
        ProofForm.Choose<TheoryData<string, int, bool>>(
            [("fr", 375, true)],
            [("en", 1280, true), ("fr", 375, true), ("en", 375, false)]
        );

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_campaign_is_prepared_from_nothing_submitted_approved_and_launched(
        string language,
        int width,
        bool scripts
    )
    {
        await using var app = await TestHost.Start();
        var page = await chromium.SignedIn(app, width, dark: language == "fr", scripts);
        var visit = new Visit(page, app, language, scripts);

        await visit.Go("staff/new");
        await page.ClickAsync("main form button.primary");
        await visit.Look("new-errors");
        Assert.True(await page.Locator(".error").CountAsync() > 8);
        await FillNew(page);
        await page.ClickAsync("main form button.primary");
        Assert.EndsWith("/staff/campaigns/forum-2018/draft?done=1", page.Url, StringComparison.Ordinal);
        await visit.Look("check");

        await visit.Go("staff/campaigns/forum-2018/draft/invitees");
        await page.SetInputFilesAsync(
            "#list",
            new FilePayload
            {
                Name = "liste.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(List),
            }
        );
        await page.ClickAsync("main form button.primary");
        await visit.Look("columns");
        await page.ClickAsync("main form button.primary");
        await visit.Look("rows");
        Assert.Equal(2, await page.Locator("fieldset.row").CountAsync());
        await page.FillAsync("[name='cell-3-address']", "minister@kir.example");
        await page.CheckAsync("[name='out-4']");
        await page.ClickAsync("main form button.primary");
        await page.Locator("[role=status]").WaitForAsync();
        await visit.Look("invitees");
        Assert.Equal(["CHE", "KIR"], await ReadIds(app));

        await visit.Go("staff/campaigns/forum-2018/draft/letters");
        await visit.Look("letters");
        await visit.Go("staff/campaigns/forum-2018/draft/letters/fr/invitation");
        await visit.Look("letter");
        await page.FillAsync("#text", "---\nsubject: {{ event.nom }}\n---\nBonjour\n");
        await page.ClickAsync("button[value=preview]");
        await visit.Look("letter-error");
        Assert.Contains("event.nom", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await page.FillAsync("#text", "---\nsubject: {{ event.name }}\n---\n**Bonjour** {{ invitee.name }}\n");
        await page.CheckAsync("#view-paper");
        await page.ClickAsync("button[value=preview]");
        Assert.True(await page.Locator("#view-paper").IsCheckedAsync());
        await page.FrameLocator("iframe.paper").Locator("strong", new() { HasTextString = "Bonjour" }).WaitForAsync();
        Assert.True(await page.FrameLocator("iframe.paper").Locator(".qr").IsVisibleAsync());
        await visit.Look("letter-paper");
        await page.ClickAsync("button[value=save]");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Contains(
            "Bonjour Suisse",
            await page.FrameLocator("iframe.email").Locator("body").InnerTextAsync(),
            StringComparison.Ordinal
        );

        await visit.Go("staff/campaigns/forum-2018/draft/facts");
        await visit.Look("facts");
        await page.FillAsync("[name='deadline']", "2018-06-01T00:00");
        await page.ClickAsync("main form button.primary");
        await visit.Look("facts-error");
        Assert.Equal(1, await page.Locator("#deadline-error").CountAsync());
        await page.FillAsync("[name='deadline']", "2018-02-20T00:00");
        await ChooseLogo(page, "not an image"u8.ToArray());
        await page.ClickAsync("main form button.primary");
        Assert.Equal(1, await page.Locator("[id='letterhead.logo.file-error']").CountAsync());
        await ChooseLogo(page, SampleCampaign.ReadFiles()["images/emblem.png"]);
        await page.ClickAsync("main form button.primary");
        await page.Locator("[role=status]").WaitForAsync();
        await visit.Look("facts-logo");
        await visit.Go("staff/campaigns/forum-2018/draft/letters/fr/invitation");
        Assert.Equal("Emblème", await page.FrameLocator("iframe.email").Locator("img").First.GetAttributeAsync("alt"));

        await visit.Go("staff/campaigns/forum-2018/draft/rehearsal");
        await visit.Look("rehearsal");
        Assert.Equal(5, await page.Locator("tbody tr").CountAsync());
        await page.FillAsync("#invitee", "Kiribati");
        await page.ClickAsync("form[role=search] button");
        await visit.Look("rehearsal-one");
        await page.ClickAsync("#one ~ .scroll a >> nth=0");
        Assert.Equal("KIR", await page.InputValueAsync("#invitee"));

        await visit.Go("staff/campaigns/forum-2018/draft");
        await visit.Look("submit");
        await page.ClickAsync("main form button.primary");
        await page.Locator("[role=status]").WaitForAsync();
        await visit.Go("staff/campaigns/forum-2018/proofs");
        await page.ClickAsync("details:has(form[action$='/actions/approve']) summary");
        await page.ClickAsync("form[action$='/actions/approve'] button");
        await ChangeAndApproveAgain(visit);
        await visit.Go("staff/campaigns/forum-2018");
        await page.ClickAsync("details:has(form[action$='/actions/launch']) summary");
        await visit.Look("launch");
        await page.CheckAsync("form[action$='/actions/launch'] [name=sure]");
        await page.ClickAsync("form[action$='/actions/launch'] button");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Equal(
            CampaignState.Running,
            (await app.Store.Campaigns.Find(Forum, TestContext.Current.CancellationToken))!.Value.State
        );
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
        await using var app = await TestHost.Start();
        var page = await chromium.SignedIn(app, scripts: false);
        await page.GotoAsync(new Uri(app.Site, "staff/new").ToString());
        await page.SelectOptionAsync("#earlier", "wsis-forum-2018");
        await page.CheckAsync("[name=withList]");
        await FillNew(page);
        await page.ClickAsync("main form button.primary");
        Assert.Equal(SampleCampaign.Few.Invitees.Count, (await ReadIds(app)).Count);
        await page.GotoAsync(new Uri(app.Site, "staff/campaigns/forum-2018/draft").ToString());
        Assert.Equal(1, await page.Locator("form[action$='/submit']").CountAsync());
    }

    /// <summary>A change withdraws the approval. It is shown, submitted and approved.</summary>
    private static async Task ChangeAndApproveAgain(Visit visit)
    {
        var page = visit.Page;
        visit.App.Clock.Now = visit.App.Clock.Now.AddMinutes(1);
        await visit.Go("staff/campaigns/forum-2018/draft/letters/fr/invitation");
        await page.FillAsync("#text", "---\nsubject: {{ event.name }}\n---\n**Bonsoir** {{ invitee.name }}\n");
        await page.ClickAsync("button[value=save]");
        await page.Locator("[role=status]").WaitForAsync();
        await visit.Go("staff/campaigns/forum-2018/draft/facts");
        await page.FillAsync("[name='deadline']", "2018-02-21T00:00");
        await page.ClickAsync("main form button.primary");
        await page.Locator("[role=status]").WaitForAsync();
        await visit.Go("staff/campaigns/forum-2018/draft");
        await visit.Look("changed");
        await page.ClickAsync("a[href$='/draft/changes']");
        Assert.Contains("+ **Bonsoir**", await page.InnerTextAsync(".diff"), StringComparison.Ordinal);
        await visit.Look("changes");
        await visit.Go("staff/campaigns/forum-2018/draft");
        await page.ClickAsync("main form button.primary");
        await page.Locator("[role=status]").WaitForAsync();
        await visit.Go("staff/campaigns/forum-2018/proofs");
        await page.ClickAsync("details:has(form[action$='/actions/approve']) summary");
        await page.ClickAsync("form[action$='/actions/approve'] button");
    }

    private static async Task FillNew(IPage page)
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
            await page.FillAsync($"#{field}", text);
    }

    private static async Task<IReadOnlyList<string>> ReadIds(TestHost app)
    {
        var draft = (await app.Store.Drafts.Find(Forum, TestContext.Current.CancellationToken))!.Value;
        var content = await app.Store.Drafts.ReadContent(
            Forum,
            draft.Find("invitees.csv")!.Hash,
            TestContext.Current.CancellationToken
        );
        return [.. InviteeImport.Check(InviteeTable.Read(content)).Select(r => r["id"])];
    }

    /// <summary>Pages in one language, each looked at.</summary>
    private sealed record Visit(IPage Page, TestHost App, string Language, bool Scripts)
    {
        public async Task Go(string path) =>
            await Page.GotoAsync(new Uri(App.Site, $"{path}?lang={Language}").ToString());

        public async Task Look(string name)
        {
            await Page.SaveScreenshot($"draft-{name}-{Language}-{(Scripts ? "" : "plain-")}{Page.ViewportSize!.Width}");
            if (Scripts)
                await Page.AssertAccessible();
        }
    }
}
