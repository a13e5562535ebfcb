using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>What programs read of a draft before its launch, as the pages show it.</summary>
public sealed class DraftReviewApiTests : IAsyncLifetime
{
    private const string Draft = "api/campaigns/wsis-forum-2018/draft";

    private static readonly CampaignId Id = SampleCampaign.Folder.Campaign!.Id;

    private TestHost host = null!;

    public async ValueTask InitializeAsync() =>
        host = await TestHost.Start(staffKey: "a key of the test", launched: false);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_letter_is_previewed_as_an_invitee_would_receive_it()
    {
        var stored = await host.GetJson($"{Draft}/letters/fr/invitation/preview?invitee=FRA");
        var invitee = (await host.Find("FRA")).Invitee;
        Assert.Equal(
            ("FRA", invitee.Address, 0),
            (Text(stored["invitee"]), Text(stored["letter"]!["to"]![0]), stored["problems"]!.AsArray().Count)
        );
        Assert.Contains(invitee.Salutation, Text(stored["letter"]!["text"]), StringComparison.Ordinal);
        Assert.Contains("@media print", Text(stored["letter"]!["page"]), StringComparison.Ordinal);
        Assert.DoesNotContain("@media print", Text(stored["letter"]!["sheet"]), StringComparison.Ordinal);

        await Change("letters/fr/invitation.md", _ => "---\nsubject: S\n---\n{{ invitee.nom }}\n");
        var wrong = await host.GetJson($"{Draft}/letters/fr/invitation/preview?invitee=FRA");
        Assert.Null(wrong["letter"]);
        Assert.Equal(4, (int)wrong["problems"]![0]!["line"]!);
        using var missing = await host.Get($"{Draft}/letters/fr/no-letter/preview");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task A_text_that_is_not_stored_is_previewed_and_sent_as_a_test_and_stays_unstored()
    {
        const string text = "---\r\nsubject: Pas enregistré\r\n---\r\n{{ invitee.salutation }}\r\n";
        using var shown = await host.Http.PostAsJsonAsync(
            new Uri($"{Draft}/letters/fr/invitation/preview", UriKind.Relative),
            new { text, invitee = "FRA" },
            Cancellation
        );
        var preview = JsonNode.Parse(await shown.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(("FRA", "Pas enregistré"), (Text(preview["invitee"]), Text(preview["letter"]!["subject"])));
        using var sent = await host.Http.PostAsJsonAsync(
            new Uri($"{Draft}/letters/fr/invitation/test", UriKind.Relative),
            new { to = "anna@itu.example", text },
            Cancellation
        );
        Assert.EndsWith(
            "Pas enregistré",
            Text(JsonNode.Parse(await sent.Content.ReadAsStringAsync(Cancellation))!["subject"]),
            StringComparison.Ordinal
        );
        var stored = await host.GetJson($"{Draft}/letters/fr/invitation/preview?invitee=FRA");
        Assert.NotEqual("Pas enregistré", Text(stored["letter"]!["subject"]));
    }

    [Fact]
    public async Task A_campaign_is_created_with_standard_letters_or_from_an_earlier_one()
    {
        var standard = await Create(earlier: null, HttpStatusCode.OK);
        Assert.Equal("forum-2019", Text(standard["id"]));
        var draft = (await host.Drafts.Find(new("forum-2019"), Cancellation))!;
        var folder = await host.Drafts.Check(draft, Cancellation);
        Assert.Equal("Genève", folder.Campaign!.Event.Place.In(Wsis.Invitations.Letters.Language.French));
        Assert.Equal("Geneva", folder.Campaign.Event.Place.In(Wsis.Invitations.Letters.Language.English));

        Assert.Equal("forum-2019-2", Text((await Create("wsis-forum-2018", HttpStatusCode.OK))["id"]));
        var second = (await host.Drafts.Find(new("forum-2019-2"), Cancellation))!;
        Assert.Equal(SampleCampaign.Few.Invitees.Count, (await host.Drafts.Check(second, Cancellation)).Invitees.Count);
        await Create("nobody", HttpStatusCode.NotFound);
        var wrong = await Create(null, HttpStatusCode.BadRequest, place: []);
        Assert.NotNull(wrong["errors"]!["place"]);
    }

    private async Task<JsonNode> Create(
        string? earlier,
        HttpStatusCode expected,
        Dictionary<string, string>? place = null
    )
    {
        var both = new { en = "Text", fr = "Texte" };
        using var response = await host.Http.PostAsJsonAsync(
            new Uri("api/campaigns", UriKind.Relative),
            new
            {
                name = new { en = "Forum 2019", fr = "Forum 2019" },
                reference = "CL-1",
                from = "2019-05-03",
                to = "2019-05-05",
                place = place ?? new() { ["en"] = "Geneva", ["fr"] = "Genève" },
                languages = new[] { "en", "fr" },
                zone = "Europe/Zurich",
                sendAt = "2018-12-07T09:00:00",
                deadline = "2019-02-15T00:00:00",
                organisation = both,
                signatory = both,
                contact = both,
                address = "contact@organisation.example",
                telephone = "+41 22 555 01 16",
                earlier,
                withList = true,
            },
            Cancellation
        );
        var answer = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(expected == response.StatusCode, answer);
        return JsonNode.Parse(answer)!;
    }

    [Fact]
    public async Task A_spreadsheet_as_an_office_keeps_it_becomes_the_list_of_a_draft()
    {
        string[] headings = ["Code", "Pays", "Fonction", "Formule d’appel", "Langue", "Courriel", "Rang"];
        string[] kiribati = ["KIR", "Kiribati", "Minister", "Excellency,", "anglais", "minister@kir.example", "3"];
        using (var done = await PutList(Spreadsheet.Write("Liste", headings, [kiribati])))
            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync(Cancellation));
        var draft = (await host.Drafts.Find(Id, Cancellation))!;
        var invitee = Assert.Single((await host.Drafts.Check(draft, Cancellation)).Invitees);
        Assert.Equal(
            ("KIR", "en", "Pacific/Tarawa", "3"),
            (invitee.State, invitee.Language.Code, invitee.Zone.Id, invitee.CellOf("rang"))
        );
        kiribati[5] = "minister@kir";
        using var refused = await PutList(Spreadsheet.Write("Liste", headings, [kiribati]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("\"line\":2", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var unreadable = await PutList("PK\u0003\u0004 no spreadsheet"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, unreadable.StatusCode);
        Assert.Equal(draft.Files, (await host.Drafts.Find(Id, Cancellation))!.Files);
    }

    [Fact]
    public async Task The_standard_letters_of_a_language_are_added_to_a_draft_and_others_stay()
    {
        foreach (var letter in SampleCampaign.Folder.Letters.Where(l => l.Source.Language.Code == "ru"))
            if (letter.Source.Name != "invitation")
                await host.Drafts.Write(
                    Id,
                    LetterPreview.PathOf(letter.Source.Language, letter.Source.Name),
                    null,
                    new Actor("anna"),
                    Cancellation
                );
        var own = (await host.Drafts.Find(Id, Cancellation))!.Find("letters/ru/invitation.md");
        using var added = await host.Http.PostAsync(
            new Uri($"{Draft}/languages/ru", UriKind.Relative),
            null,
            Cancellation
        );
        added.EnsureSuccessStatusCode();
        var draft = (await host.Drafts.Find(Id, Cancellation))!;
        Assert.Equal(own, draft.Find("letters/ru/invitation.md"));
        Assert.Empty((await host.Drafts.Check(draft, Cancellation)).Problems);
    }

    private Task<HttpResponseMessage> PutList(byte[] content) =>
        host.Http.PutAsync(
            new Uri($"{Draft}/invitees", UriKind.Relative),
            new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } },
            Cancellation
        );

    [Fact]
    public async Task Changes_since_the_approval_are_listed_by_name()
    {
        Assert.Null((await host.GetJson($"{Draft}/changes"))["approvedBy"]);
        (await host.Actions.Approve(Id, null, new Actor("bruno"), Cancellation)).OrThrow();
        host.Clock.Now = host.Clock.Now.AddMinutes(1);
        await Change("letters/en/reminder-1.md", text => text + "\nChanged.\n");
        await Change("campaign.json", text => text.Replace("PT0S", "PT1S").Replace("2018-01-22", "2018-01-23"));
        await Change("invitees.csv", text => text.Replace("minister@ict.fra.example", "new@ict.fra.example"));

        var changes = await host.GetJson($"{Draft}/changes");
        Assert.Equal(("bruno", true), (Text(changes["approvedBy"]), (bool)changes["known"]!));
        Assert.Equal(["anna"], changes["changedBy"]!.AsArray().Select(Text));
        var letter = Assert.Single(changes["letters"]!.AsArray())!;
        Assert.Equal(
            ("en", "reminder-1", "Changed"),
            (Text(letter["language"]), Text(letter["letter"]), Text(letter["kind"]))
        );
        Assert.Equal(Text(letter["former"]) + "\nChanged.\n", Text(letter["current"]));
        Assert.Contains(changes["facts"]!.AsArray(), f => Text(f!["name"]) == "deadline");
        var cell = Assert.Single(Assert.Single(changes["invitees"]!.AsArray())!["cells"]!.AsArray())!;
        Assert.Equal(("address", "new@ict.fra.example"), (Text(cell["name"]), Text(cell["current"])));
    }

    [Fact]
    public async Task A_rehearsal_has_the_days_what_falls_together_and_the_letters_of_one()
    {
        var whole = await host.GetJson($"{Draft}/rehearsal");
        Assert.Equal(
            SampleCampaign.Few.Invitees.Count,
            whole["days"]!.AsArray().Where(d => Text(d!["step"]) == "invitation").Sum(d => (int)d!["letters"]!)
        );
        Assert.Empty(whole["together"]!.AsArray());
        Assert.Null(whole["letters"]);

        await Change("campaign.json", text => text.Replace("deadline - P4D", "deadline - P13D"));
        var one = await host.GetJson($"{Draft}/rehearsal?invitee=fra");
        // The last call is on the day after the second reminder, a Tuesday: nothing falls together.
        Assert.Empty(one["together"]!.AsArray());
        Assert.Equal(
            ["invitation", "reminder-1", "reminder-2", "last-call", "briefing"],
            one["letters"]!.AsArray().Select(l => Text(l!["step"]))
        );
        using var zip = await host.Get($"{Draft}/rehearsal/letters.zip?invitee=FRA");
        Assert.Equal("application/zip", zip.Content.Headers.ContentType?.MediaType);
        using var nobody = await host.Get($"{Draft}/rehearsal?invitee=NOBODY");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task A_test_letter_of_a_draft_that_was_never_submitted_is_in_its_history()
    {
        var id = new CampaignId("wsis-forum-2019");
        var files = SampleCampaign.ReadFiles();
        files["campaign.json"] = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(files["campaign.json"])
                .Replace("wsis-forum-2018", id.Value, StringComparison.Ordinal)
        );
        Assert.IsType<ActionResult<Draft>.Ok>(await host.Drafts.Create(id, files, new Actor("anna"), Cancellation));
        using var sent = await host.Http.PostAsJsonAsync(
            new Uri($"api/campaigns/{id}/draft/letters/fr/invitation/test", UriKind.Relative),
            new { to = "anna@itu.example" },
            Cancellation
        );
        sent.EnsureSuccessStatusCode();

        var test = Assert.Single((await host.GetJson($"api/campaigns/{id}/draft"))["testLetters"]!.AsArray())!;
        Assert.Equal(
            ("fr", "invitation", "a…@itu.example", "local"),
            (Text(test["language"]), Text(test["letter"]), Text(test["to"]), Text(test["by"]))
        );
        var page = await host.Http.GetStringAsync(
            new Uri($"staff/campaigns/{id}/draft", UriKind.Relative),
            Cancellation
        );
        Assert.Contains("to a…@itu.example", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("anna@itu.example", page, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task Change(string path, Func<string, string> change)
    {
        var draft = (await host.Drafts.Find(Id, Cancellation))!;
        var text = Encoding.UTF8.GetString((await host.Drafts.Read(draft, path, Cancellation))!);
        Assert.NotEqual(text, change(text));
        (
            await host.Drafts.Write(Id, path, Encoding.UTF8.GetBytes(change(text)), new Actor("anna"), Cancellation)
        ).OrThrow();
    }

    private static string Text(JsonNode? node) => (string)node!;
}
