using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;

namespace Wsis.Web.Tests.Browser;

/// <summary>The facts of a draft as a form, and two people who save at the same time.</summary>
public sealed class FactsFormTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Draft = "staff/campaigns/wsis-forum-2018/draft";

    private TestHost app = null!;

    public async ValueTask InitializeAsync()
    {
        await chromium.Require();
        app = await TestHost.Start(launched: false);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_form_that_is_saved_as_it_is_changes_no_fact()
    {
        var before = await ReadFacts();
        var page = await Open("facts");
        await Save(page);
        await page.Locator("[role=status]").WaitForAsync();
        var difference = DraftDifference.Compare(
            new Dictionary<string, byte[]> { [CampaignReader.FileName] = before },
            new Dictionary<string, byte[]> { [CampaignReader.FileName] = await ReadFacts() }
        );
        Assert.Empty(difference.Facts);
    }

    [Fact]
    public async Task Statements_links_webhooks_holidays_and_rules_are_filled_in_and_errors_keep_what_was_typed()
    {
        ProofForm.RequireTurn(2);
        var page = await Open("facts", 375, dark: true);
        var rows = await page.Locator("input[name^='statement-'][name$='-day']").CountAsync();
        await page.FillAsync($"[name=statement-{rows - 1}-day]", "2018-03-22");
        await page.FillAsync($"[name=statement-{rows - 1}-capacity]", "many");
        await page.FillAsync("[id='window.holidays']", "2017-12-25\n26 December");
        await page.FillAsync("#webhooks", "https://a.example/hook\nftp://b.example");
        await page.FillAsync("#grace", "2");
        await page.SelectOptionAsync("[id='statementOrder.by']", "lot");
        await page.SelectOptionAsync("[id='letterhead.paper']", "letter");
        await page.UncheckAsync("[id='replies.changeAfterDeadline']");
        var links = await page.Locator("input[name^='link-'][name$='-name']").CountAsync();
        await page.FillAsync($"[name=link-{links - 1}-name]", "hotel");
        await page.FillAsync($"[name=link-{links - 1}-address]", "hotel.example");
        await Save(page);

        foreach (
            var id in new[]
            {
                $"statements[{rows - 1}].capacity-error",
                "window.holidays-error",
                "webhooks-error",
                "statementOrder.seed-error",
                "links.hotel-error",
            }
        )
            await page.Locator($"[id='{id}']").WaitForAsync();
        Assert.Equal("many", await page.InputValueAsync($"[name=statement-{rows - 1}-capacity]"));
        Assert.Equal("2017-12-25\n26 December", await page.InputValueAsync("[id='window.holidays']"));
        Assert.Equal("hotel.example", await page.InputValueAsync($"[name=link-{links - 1}-address]"));
        await page.SaveScreenshot("facts-errors-375");
        await page.AssertAccessible();

        await page.FillAsync($"[name=statement-{rows - 1}-capacity]", "12");
        await page.FillAsync($"[name=statement-{rows - 1}-from]", "09:00");
        await page.FillAsync($"[name=statement-{rows - 1}-to]", "12:00");
        await page.FillAsync("[id='window.holidays']", "2017-12-25\n2017-12-26");
        await page.FillAsync("#webhooks", "https://a.example/hook");
        await page.FillAsync("[id='statementOrder.seed']", "agreed");
        await page.FillAsync($"[name=link-{links - 1}-address]", "https://hotel.example/");
        await page.FillAsync($"[name=link-{links}-name]", "hotel");
        await Save(page);
        Assert.Equal("hotel", await page.InputValueAsync($"[name=link-{links}-name]"));
        await page.CheckAsync($"[name=link-{links}-remove]");
        await Save(page);
        await page.Locator("[role=status]").WaitForAsync();
        await page.SaveScreenshot("facts-375");

        var facts = JsonNode.Parse(await ReadFacts())!;
        Assert.Equal(
            """{"day":"2018-03-22","capacity":12,"hours":{"from":"09:00","to":"12:00"}}""",
            facts["statements"]!.AsArray()[^1]!.ToJsonString()
        );
        Assert.Equal("""["2017-12-25","2017-12-26"]""", facts["window"]!["holidays"]!.ToJsonString());
        Assert.Equal("""["https://a.example/hook"]""", facts["webhooks"]!.ToJsonString());
        Assert.Equal("""{"by":"lot","seed":"agreed"}""", facts["statementOrder"]!.ToJsonString());
        Assert.Equal("""{"changeAfterDeadline":false}""", facts["replies"]!.ToJsonString());
        Assert.Equal("https://hotel.example/", (string?)facts["links"]!["hotel"]);
        Assert.Equal("P2D", (string?)facts["grace"]);
        Assert.Equal("letter", (string?)facts["letterhead"]!["paper"]);
    }

    [Fact]
    public async Task The_second_of_two_who_save_facts_sees_what_the_first_changed_and_both_changes_are_kept()
    {
        ProofForm.RequireTurn(3);
        var one = await Open("facts");
        var two = await Open("facts");
        await one.FillAsync("[name=reference]", "CL-17/052");
        await one.FillAsync("[name='event.place.fr']", "Lausanne");
        await Save(one);
        await one.Locator("[role=status]").WaitForAsync();

        await two.FillAsync("[name='event.place.fr']", "Berne");
        await two.FillAsync("[name='contact.telephone']", "+41 22 555 00 00");
        await Save(two);
        var changes = await two.InnerTextAsync("section[aria-labelledby=other]");
        Assert.Contains($"{StaffPageDriver.Name} changed facts", changes, StringComparison.Ordinal);
        Assert.Contains("CL-17/051 → CL-17/052", changes, StringComparison.Ordinal);
        Assert.Contains("→ Lausanne", changes, StringComparison.Ordinal);
        await two.SaveScreenshot("facts-other");
        await two.AssertAccessible();
        Assert.Equal("CL-17/052", await two.InputValueAsync("[name=reference]"));
        Assert.Equal("Berne", await two.InputValueAsync("[name='event.place.fr']"));
        Assert.Equal("CL-17/051", (string?)JsonNode.Parse(SampleCampaign.Folder.Source)!["reference"]);

        await Save(two);
        await two.Locator("[role=status]").WaitForAsync();
        var facts = JsonNode.Parse(await ReadFacts())!;
        Assert.Equal("CL-17/052", (string?)facts["reference"]);
        Assert.Equal("Berne", (string?)facts["event"]!["place"]!["fr"]);
        Assert.Equal("+41 22 555 00 00", (string?)facts["contact"]!["telephone"]);
    }

    [Fact]
    public async Task A_row_of_the_list_is_found_again_after_somebody_else_removed_one_above_it()
    {
        ProofForm.RequireTurn(0);
        var one = await Open("invitees?q=AFG");
        var two = await Open("invitees?q=CHE");
        await one.ClickAsync("tbody tr:has(:text-is('AFG')) a");
        await two.ClickAsync("tbody tr:has(:text-is('CHE')) a");
        await two.FillAsync("#region", "Europe centrale");
        await one.ClickAsync("button[value=remove]");
        await one.Locator("[role=status]").WaitForAsync();

        await two.ClickAsync("button[value=save]");
        var changes = await two.InnerTextAsync("section[aria-labelledby=other]");
        Assert.Contains("AFG · removed", changes, StringComparison.Ordinal);
        Assert.Equal("Europe centrale", await two.InputValueAsync("#region"));
        await two.SaveScreenshot("invitee-other");
        await two.ClickAsync("button[value=save]");
        await two.Locator("[role=status]").WaitForAsync();

        var draft = (await app.Drafts.Find(Id, TestContext.Current.CancellationToken))!;
        var invitees = (await app.Drafts.Check(draft, TestContext.Current.CancellationToken)).Invitees;
        Assert.Equal(SampleCampaign.Few.Invitees.Count - 1, invitees.Count);
        Assert.Equal("Europe centrale", invitees.Single(i => i.Id.Value == "CHE").Region);
    }

    private static CampaignId Id => SampleCampaign.Folder.Campaign!.Id;

    private static Task Save(IPage page) => page.ClickAsync("main form[action$='/facts'] button.primary");

    private async Task<IPage> Open(string path, int width = 1280, bool dark = false)
    {
        var page = await chromium.SignedIn(app, width, dark);
        await page.GotoAsync($"{app.Site}{Draft}/{path}");
        return page;
    }

    private async Task<byte[]> ReadFacts()
    {
        var draft = (await app.Drafts.Find(Id, TestContext.Current.CancellationToken))!;
        return (await app.Drafts.Read(draft, CampaignReader.FileName, TestContext.Current.CancellationToken))!;
    }
}
