using System.Net;
using System.Net.Http.Json;
using MimeKit;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.Public.Texts;

namespace Wsis.Web.Tests.Public;

/// <summary>The copy of the acknowledgement for the person who answers, and the page as a receipt.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private const string Own = "a.person@che.example";

    private TestHost app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await TestHost.Start(staffKey: "receipt-key");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_person_who_answers_gets_one_copy_and_the_official_address_the_acknowledgement()
    {
        await Reply(("answer", "accepted"), ("copyTo", $" <{Own}> "), ("replyId", "first"));
        var letter = Assert.Single(await Acknowledgements(1));
        Assert.Equal((await app.Find("CHE")).Invitee.Addresses, letter.To.Mailboxes.Select(m => m.Address));
        Assert.Single(letter.Cc.Mailboxes, IsOwn);

        // The same form twice, the same answer again without an address, and the letter again by staff: no other copy.
        await Reply(("answer", "accepted"), ("copyTo", Own), ("replyId", "first"));
        await Reply(("answer", "accepted"));
        await app.Invitations.Apply(
            TestHost.Key("CHE"),
            new Signal.ResendRequested("again", "staff", new StepId("acknowledgement-1")),
            Stop
        );
        Assert.Equal([1, 0], (await Acknowledgements(2)).Select(CountCopies).OrderDescending());

        // Another answer is acknowledged, with a copy where an address is left again.
        await Reply(("answer", "declined"), ("copyTo", Own));
        Assert.Equal([1, 1, 0], (await Acknowledgements(3)).Select(CountCopies).OrderDescending());

        // What entered the diary with the copy is cancelled there when another person declines by letter.
        await Reply(("answer", "accepted"), ("copyTo", Own));
        await Acknowledgements(4);
        using var recorded = await app.Http.PostAsJsonAsync(
            "api/campaigns/wsis-forum-2018/invitations/CHE/replies",
            new { form = new { answer = "declined", remarks = "By letter." } },
            Stop
        );
        Assert.Equal(HttpStatusCode.OK, recorded.StatusCode);
        Assert.Equal([1, 1, 1, 1, 0], (await Acknowledgements(5)).Select(CountCopies).OrderDescending());
        Assert.Equal(
            2,
            (await Acknowledgements(5)).Count(letter => IsCancellation(letter) && letter.Cc.Mailboxes.Any(IsOwn))
        );
    }

    [Fact]
    public async Task The_official_address_itself_gets_no_second_copy()
    {
        var official = (await app.Find("CHE")).Invitee.Addresses[0];
        await Reply(("answer", "accepted"), ("copyTo", official.ToUpperInvariant()));
        Assert.DoesNotContain(
            Assert.Single(await Acknowledgements(1)).Cc.Mailboxes,
            m => m.Address.Equals(official, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Text_that_is_no_address_is_an_error_and_nothing_is_recorded()
    {
        using var response = await app.Post(
            app.Link("CHE"),
            ("answer", "accepted"),
            ("copyTo", "nobody"),
            ("saw", "0")
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Stop));
        Assert.Contains("id=\"copyTo-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"nobody\"", page, StringComparison.Ordinal);
        Assert.Equal(0, (await app.Find("CHE")).Replies);
    }

    [Fact]
    public async Task The_page_is_a_receipt_in_six_languages_and_keeps_the_address_to_itself()
    {
        await Reply(("answer", "accepted"), ("copyTo", Own));
        foreach (var language in Language.All)
        {
            var (page, texts) = (await Page($"?lang={language}"), PageTexts.In(language));
            foreach (var text in new[] { texts.ReplyReference, texts.CopyFollows, texts.PrintReceipt })
                Assert.Contains(text, page, StringComparison.Ordinal);
            Assert.Contains("CL-17/051 / CHE / 1", page, StringComparison.Ordinal);
            Assert.Contains("@media print", page, StringComparison.Ordinal);
            Assert.DoesNotContain(Own, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_printed_receipt_has_the_delegation_once_it_is_named()
    {
        const string OnScreenOnly = "<section aria-labelledby=\"delegation\" class=\"noprint\">";
        await Reply(("answer", "accepted"));
        Assert.Contains(OnScreenOnly, await Page(""), StringComparison.Ordinal);
        using var named = await app.Http.PostAsJsonAsync(
            "api/campaigns/wsis-forum-2018/invitations/CHE/delegation",
            new { members = new[] { new { name = "Ana Ruiz" } } },
            Stop
        );
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        var page = await Page("");
        Assert.DoesNotContain(OnScreenOnly, page, StringComparison.Ordinal);
        Assert.Contains("Ana Ruiz", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_takes_the_address()
    {
        await Reply(("answer", "accepted"), ("copyTo", Own));
        Assert.Equal(Own, (await app.Find("CHE")).Reply!.CopyTo);
        Assert.Contains(await app.Journal("CHE"), e => e.Reply?.CopyTo == Own);
        using var erased = await app.Http.PostAsync(
            new Uri("api/campaigns/wsis-forum-2018/invitations/CHE/erase", UriKind.Relative),
            null,
            Stop
        );
        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        Assert.Null((await app.Find("CHE")).Reply!.CopyTo);
        Assert.DoesNotContain(await app.Journal("CHE"), e => e.Reply?.CopyTo is not null);
    }

    private static bool IsCancellation(MimeMessage letter) =>
        letter.BodyParts.Any(part =>
            part.ContentType is { MediaType: "text", MediaSubtype: "calendar" } type
            && type.Parameters["method"] == "CANCEL"
            && part is MimePart { FileName: "event.ics" }
        );

    private static bool IsOwn(MailboxAddress copy) => copy.Address == Own;

    /// <summary>The sample copies each letter to the permanent mission, too.</summary>
    private static int CountCopies(MimeMessage letter) => letter.Cc.Mailboxes.Count(IsOwn);

    private async Task Reply(params (string Name, string Value)[] fields)
    {
        using var response = await app.Post(app.Link("CHE"), fields);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    private async Task<string> Page(string query) =>
        WebUtility.HtmlDecode(
            await app.Http.GetStringAsync(new Uri($"{app.Link("CHE")}{query}", UriKind.Relative), Stop)
        );

    /// <summary>The acknowledgements, once so many were sent.</summary>
    private async Task<List<MimeMessage>> Acknowledgements(int count)
    {
        await TestHost.WaitUntil(() => Task.FromResult(Read().Count >= count && app.IsIdle));
        return Read();

        List<MimeMessage> Read() =>
            [
                .. Directory
                    .EnumerateFiles(app.Mailer.Folder, "*~CHE~acknowledgement-*.eml")
                    .Select(f => MimeMessage.Load(f, Stop)),
            ];
    }
}
