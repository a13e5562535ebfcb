using System.Net;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.Tests.Texts;

/// <summary>The pages themselves in French, with everything on the record that makes them talk.</summary>
public sealed class FrenchPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    /// <summary>Texts that are in English on the English pages, of three words or more; and what happened, as the
    /// journal names it.</summary>
    private static readonly IReadOnlyList<string> English =
    [
        .. typeof(StaffTexts)
            .GetProperties()
            .Where(p => p.PropertyType == typeof(string))
            .Select(p => (string)p.GetValue(StaffTexts.In(Language.English))!)
            .Where(t => t.Split(' ').Length > 2 && !t.Contains('{', StringComparison.Ordinal)),
        .. CodedSamples
            .Create<JournalEvent>(JournalEvent.Codes)
            .Where(e => e is not JournalEvent.AsWritten)
            .Select(e => e.ToEnglish().What)
            .Where(t => t.Contains(' ', StringComparison.Ordinal)),
    ];

    [Fact]
    public async Task An_invitations_life_a_campaigns_journal_and_the_running_order_are_in_French()
    {
        await using var app = await TestHost.Start(
            folder: SampleCampaign.With(c => c["statements"]![0]!["capacity"] = 1)
        );
        var cookie = await app.SignIn("A. N. Example");
        foreach (
            var (action, field) in new[]
            {
                ("link", ("x", "")),
                ("address", ("address", "new@egy.example")),
                ("remind", ("x", "")),
                ("withdraw", ("sure", "on")),
            }
        )
            await Do(app, cookie, $"{Campaign}/invitations/EGY/actions/{action}", field);
        await app.Invitations.Apply(
            TestHost.Key("CHE"),
            new Signal.DeliveryReported(new StepId("invitation"), 1, Delivery.Refused, "550 No such user here, sorry"),
            CancellationToken.None
        );
        await Do(app, cookie, $"{Campaign}/invitations/CHE/actions/clear", ("what", "Refused"));
        foreach (var invitee in new[] { "FRA", "ESP" })
            (
                await app.Post(app.Link(invitee), ("answer", "accepted"), ("statementDay", "2018-03-20"), ("saw", "0"))
            ).Dispose();
        await Do(app, cookie, $"{Campaign}/actions/deadline", ("deadline", "2018-01-29T00:00"), ("announce", "on"));
        await Do(
            app,
            cookie,
            $"{Campaign}/statements/actions/fix",
            ("invitee", "FRA"),
            ("day", "2018-03-20"),
            ("place", "1")
        );

        var life = await Read(app, cookie, $"{Campaign}/invitations/EGY");
        Assert.Contains("version 2 ; les liens antérieurs sont révoqués", life, StringComparison.Ordinal);
        Assert.Contains("remplacée par new@egy.example", life, StringComparison.Ordinal);
        Assert.Contains(
            "550 No such user here, sorry",
            await Read(app, cookie, $"{Campaign}/invitations/CHE"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "du 22 janvier 2018 à 00:00 au 29 janvier 2018 à 00:00, par lettre",
            await Read(app, cookie, $"{Campaign}/journal"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Le jour demandé est complet : il compte 1 déclaration au plus.",
            await Read(app, cookie, $"{Campaign}/statements"),
            StringComparison.Ordinal
        );
        foreach (var path in new[] { "", "/invitations", "/invitations/FRA", "/correspondence", "/webhook-deliveries" })
            await Read(app, cookie, Campaign + path);
    }

    [Theory]
    [InlineData(
        "invitations/EGY/actions/resend",
        "step=last-call",
        "La lettre « Dernier appel » n’a pas encore été envoyée."
    )]
    [InlineData(
        "invitations/EGY/actions/address",
        "address=nobody",
        "Nouvelle adresse officielle : doit avoir d’une à cinq adresses électroniques"
    )]
    [InlineData(
        "invitations/EGY/actions/particulars",
        "weekend=Samstag",
        "une liste de six jours au plus, par leur nom en français, en anglais ou dans une autre des six langues"
    )]
    [InlineData(
        "invitations/EGY/actions/particulars",
        "zone=Mars",
        "un nom de Windows tel que W. Europe Standard Time ou une ville telle que Genève"
    )]
    [InlineData(
        "invitations/EGY/actions/reply",
        "answer=accepted&date=2019-01-01",
        "Date de réception : est dans l’avenir"
    )]
    [InlineData(
        "invitations/EGY/actions/reply",
        "date=yesterday",
        "Date de réception : une date telle que 2018-01-15 est attendue"
    )]
    [InlineData("statements/actions/fix", "invitee=EGY&day=2018-03-20&place=999", "Rang : de 1 à")]
    [InlineData("actions/deadline", "deadline=2018-01-01T00:00", "elle ne peut être que repoussée.")]
    [InlineData("actions/approve", "hash=another", "veuillez examiner de nouveau les épreuves.")]
    public async Task Refusals_are_in_French(string action, string fields, string sentence)
    {
        await using var app = await TestHost.Start();
        var cookie = await app.SignIn("A. N. Example");
        using var response = await app.Submit(
            $"{Campaign}/{action}?lang=fr",
            cookie,
            [.. fields.Split('&').Select(f => f.Split('=')).Select(f => (f[0], f[1]))]
        );
        Assert.InRange((int)response.StatusCode, 400, 409);
        Assert.Contains(
            sentence,
            Text(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_new_campaign_asks_for_the_place_of_the_event_and_not_for_a_rank()
    {
        await using var app = await TestHost.Start();
        var cookie = await app.SignIn("A. N. Example");
        Assert.Contains(
            "<label for=\"place\">Lieu</label>",
            await Read(app, cookie, "staff/new"),
            StringComparison.Ordinal
        );
        using var response = await app.Submit("staff/new?lang=fr", cookie);
        Assert.Contains(
            "<a href=\"#place\">Lieu\u00A0: ",
            Text(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_problems_of_a_campaign_in_preparation_are_in_French()
    {
        await using var app = await TestHost.Start();
        var cookie = await app.SignIn("A. N. Example");
        var files = SampleCampaign.ReadFiles();
        Change(files, "campaign.json", "wsis-forum-2018", "forum-in-french");
        Change(files, "campaign.json", "\"P2D\"", "\"two days\"");
        Change(files, "invitees.csv", "AGO,AGO", "AGO,ANGOLA");
        Change(files, "letters/fr/invitation.md", "{{ deadline.date }}", "{{ deadline.day }}");
        files.Remove("letters/ru/briefing.md");
        await app.Drafts.Create(new CampaignId("forum-in-french"), files, new Actor("anna"), Cancellation);
        var problems = CampaignFolder.Read(files).Problems;
        Assert.Equal(4, problems.Count);

        const string Draft = "staff/campaigns/forum-in-french/draft";
        var pages = new Dictionary<string, string>
        {
            [""] = "la lettre manque ; 9 invités reçoivent leurs lettres en russe",
            ["/invitees"] = "« ANGOLA » n’est pas le code ISO 3166-1 alpha-3 d’un État",
            ["/letters/fr/invitation"] = "« deadline.day » n’est pas un champ de cette lettre",
        };
        foreach (var (page, sentence) in pages)
        {
            var text = await Read(app, cookie, Draft + page);
            Assert.Contains(sentence, text, StringComparison.Ordinal);
            Assert.All(problems, p => Assert.DoesNotContain(p.Reason.ToEnglish(), text, StringComparison.Ordinal));
        }
        var check = await Read(app, cookie, Draft);
        Assert.Contains(
            "comme reçue à temps : « two days » n’est pas un nombre entier de jours",
            check,
            StringComparison.Ordinal
        );
        Assert.Contains("État (trois lettres) : « ANGOLA »", check, StringComparison.Ordinal);
        Assert.DoesNotContain("column 'state'", check, StringComparison.Ordinal);
        Assert.Contains("Note d’information, Russe", check, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"campaign\.json|invitees\.csv|\.md", check);
    }

    private static void Change(Dictionary<string, byte[]> files, string path, string part, string by)
    {
        var text = Encoding.UTF8.GetString(files[path]);
        Assert.Contains(part, text, StringComparison.Ordinal);
        files[path] = Encoding.UTF8.GetBytes(text.Replace(part, by, StringComparison.Ordinal));
    }

    private static async Task Do(
        TestHost app,
        string cookie,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        using var response = await app.Submit($"{action}?lang=fr", cookie, fields);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    /// <summary>A page's text, in which nothing is English.</summary>
    private static async Task<string> Read(TestHost app, string cookie, string path)
    {
        var text = Text(await app.Page($"{path}?lang=fr", cookie));
        Assert.Contains("<html lang=\"fr\"", text, StringComparison.Ordinal);
        Assert.All(English, e => Assert.DoesNotContain(e, text, StringComparison.Ordinal));
        return text;
    }

    private static string Text(string html) => WebUtility.HtmlDecode(html);
}
