using System.Net;
using Microsoft.Playwright;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Browser.Messages;

/// <summary>Whatever an office writes, in both modes of SendGrid, staff see its words and its attachments on the page.
/// Pictures are in <c>TestResults/pages</c>.</summary>
public sealed class MessagePagesTests(MailHost mail) : IClassFixture<MailHost>
{
    private const string Correspondence = "staff/campaigns/wsis-forum-2018/correspondence";

    /// <summary>The short form takes every fourth message, each in one of the two modes.</summary>
    public static TheoryData<MessageCase, bool> Cases { get; } =
        new(
            ProofForm
                .Share(MessageCases.All, of: 4)
                .SelectMany(
                    (c, i) =>
                        ProofForm.Choose<(MessageCase, bool)[]>(
                            [(c, (i + ProofForm.Seed) % 2 == 0)],
                            [(c, true), (c, false)]
                        )
                )
        );

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Everything_that_an_office_wrote_is_on_the_page(MessageCase sent, bool raw)
    {
        var page = await mail.Open();
        var mime = sent.ToBytes(mail.ReplyTo("FRA"), $"{sent.Name}-{raw}");
        var id = Assert.Single(await mail.Receive(mime, raw, "FRA"));
        await page.GotoAsync(new Uri(mail.App.Site, $"{Correspondence}/{id}?lang=en").ToString());

        var text = page.Locator("section:has(> #text) .message");
        var shown = await text.InnerTextAsync();
        Assert.All(sent.Shown, words => Assert.Contains(words, shown, StringComparison.Ordinal));
        Assert.All(sent.Folded, words => Assert.DoesNotContain(words, shown, StringComparison.Ordinal));
        foreach (var folded in await text.Locator("summary").AllAsync())
            await folded.ClickAsync();
        shown = await text.InnerTextAsync();
        Assert.All(sent.Folded, words => Assert.Contains(words, shown, StringComparison.Ordinal));
        Assert.Equal(
            sent.Files,
            (await page.Locator("table.files tbody th bdi").AllInnerTextsAsync()).Where(f =>
                !f.EndsWith(".ics", StringComparison.Ordinal)
            )
        );
        var signs = string.Join('\n', await page.Locator(".sign").AllInnerTextsAsync());
        Assert.All(sent.Signs, sign => Assert.Contains(sign, signs, StringComparison.Ordinal));
        Assert.Contains(
            sent.Waits ? "To classify" : "Automatic mail",
            await page.InnerTextAsync(".lede"),
            StringComparison.Ordinal
        );
        var proposed = page.Locator("form[action$='/classify'] input[name=answer]:checked");
        Assert.Equal(sent.Proposed is null ? 0 : 1, await proposed.CountAsync());
        if (sent.Proposed is not null)
            Assert.Equal(sent.Proposed, await proposed.GetAttributeAsync("value"));
        await page.ClickAsync(".whole summary");
        Assert.Contains("Message-ID", await page.InnerTextAsync(".whole"), StringComparison.OrdinalIgnoreCase);
        if (raw)
            await page.SaveScreenshot($"message-{sent.Name}");
    }

    /// <summary>The two modes of SendGrid. The short form takes one of them.</summary>
    public static TheoryData<bool> Modes { get; } = [.. ProofForm.Share<bool>([true, false], of: 2)];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_pdf_and_a_picture_are_looked_at_on_the_page_and_downloaded(bool raw)
    {
        var page = await mail.Open();
        var sent = MessageCases.All.Single(c => c.Name == "note-verbale");
        var id = Assert.Single(await mail.Receive(sent.ToBytes(mail.ReplyTo("EGY"), $"view-{raw}"), raw, "EGY"));
        foreach (
            var (name, type, isSandboxed) in new[]
            {
                ("note verbale 17.pdf", "application/pdf", false),
                ("seal.png", "image/png", true),
            }
        )
        {
            await page.GotoAsync(new Uri(mail.App.Site, $"{Correspondence}/{id}?lang=en").ToString());
            await page.ClickAsync($"[aria-label='View {name}']");
            var frame = page.Locator("iframe.viewed");
            using var response = await Get((await frame.GetAttributeAsync("src"))![1..]);
            Assert.Equal(
                (HttpStatusCode.OK, type),
                (response.StatusCode, response.Content.Headers.ContentType!.MediaType)
            );
            Assert.StartsWith(
                "sandbox;",
                response.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
            Assert.Equal("inline", response.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(isSandboxed ? 1 : 0, await page.Locator("iframe.viewed[sandbox]").CountAsync());
            await page.SaveScreenshot($"message-view-{type.Split('/')[1]}");
            await AssertDownload(page.Locator($"[aria-label='Download {name}']"), name);
        }
        await AssertDownload(page.Locator(".whole a[download]"), $"{id}.eml");
    }

    [Fact]
    public async Task A_message_to_two_offices_is_answered_for_each_and_for_a_third_that_staff_add()
    {
        ProofForm.RequireTurn(1);
        var page = await mail.Open();
        var sent = MessageCases.All.Single(c => c.Name == "note-verbale");
        var ids = await mail.Receive(sent.ToBytes(mail.ReplyTo("ESP"), "two"), raw: true, "ESP", "CHE");
        Assert.Equal(2, ids.Count);
        await page.GotoAsync(new Uri(mail.App.Site, $"{Correspondence}/{ids[0]}?lang=en").ToString());
        Assert.Contains("CHE", await page.InnerTextAsync(".facts"), StringComparison.Ordinal);
        await page.SubmitAction("classify", form => form.Locator("input[value=accepted]").CheckAsync());
        await page.SubmitAction("also", form => form.Locator("[name=invitee]").FillAsync("KEN"));
        await page.SubmitAction("classify", form => form.Locator("input[value=declined]").CheckAsync());
        await page.ClickAsync(".facts a:text-is('CHE')");
        await page.SubmitAction("classify", form => form.Locator("input[value=declined]").CheckAsync());
        Assert.Equal(
            ("accepted", "declined", "declined"),
            (
                (await mail.App.Find("ESP")).Reply!.Answer.Kind,
                (await mail.App.Find("CHE")).Reply!.Answer.Kind,
                (await mail.App.Find("KEN")).Reply!.Answer.Kind
            )
        );
    }

    [Fact]
    public async Task A_message_is_moved_and_a_form_that_is_refused_stays_open_with_what_was_typed()
    {
        ProofForm.RequireTurn(2);
        var page = await mail.Open();
        var sent = MessageCases.All.Single(c => c.Name == "memorandum");
        var id = Assert.Single(await mail.Receive(sent.ToBytes(mail.ReplyTo("BRA"), "move"), raw: true, "BRA"));
        await page.GotoAsync(new Uri(mail.App.Site, $"{Correspondence}/{id}?lang=en").ToString());
        await page.PressAction("reassign", form => form.Locator("[name=invitee]").FillAsync("ZZZ"));
        await page.Locator("[role=alert]").WaitForAsync();
        Assert.Equal("ZZZ", await page.InputValueAsync("details[open] form[action$='/reassign'] [name=invitee]"));
        await page.FillAsync("details[open] [name=invitee]", "JPN");
        await page.ClickAsync("details[open] form[action$='/reassign'] button");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Equal(Attention.None, (await mail.App.Find("BRA")).Attention);
        Assert.Equal(Attention.Correspondence, (await mail.App.Find("JPN")).Attention);

        await page.PressAction(
            "classify",
            async form =>
            {
                await form.Locator("input[value=accepted]").CheckAsync();
                await form.Locator("#delegationSize").FillAsync("many");
                await form.Locator("#reference").FillAsync("NV-77");
            }
        );
        await page.Locator("[role=alert]").WaitForAsync();
        Assert.Equal("NV-77", await page.InputValueAsync("details[open] #reference"));
        Assert.Equal("many", await page.InputValueAsync("details[open] #delegationSize"));
    }

    [Fact]
    public async Task Mail_of_no_known_campaign_is_counted_on_the_list_of_campaigns_searched_and_assigned()
    {
        ProofForm.RequireTurn(0);
        var page = await mail.Open();
        var sent = MessageCases.All.Single(c => c.Name == "note-verbale");
        await mail.App.PostMail(
            sent.ToBytes("info@replies.itu.example", "stray"),
            ["info@replies.itu.example"],
            raw: true
        );
        await page.GotoAsync(new Uri(mail.App.Site, "staff?lang=en").ToString());
        await page.SaveScreenshot("message-campaigns");
        await page.ClickAsync("text=1 message waits in the shared mailbox");
        await page.FillAsync("#q", "seal.png");
        await page.ClickAsync("[role=search] button");
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());
        await page.FillAsync("#q", "nothing like it");
        await page.ClickAsync("[role=search] button");
        Assert.Equal(0, await page.Locator("tbody tr").CountAsync());
        await page.FillAsync("#q", "");
        await page.ClickAsync("[role=search] button");
        await page.ClickAsync("tbody a");
        await page.AssertAccessible();
        await page.SaveScreenshot("message-shared");
        await page.SubmitAction(
            "assign",
            async form =>
            {
                await form.Locator("[name=campaign]").SelectOptionAsync("wsis-forum-2018");
                await form.Locator("[name=invitee]").FillAsync("GHA");
            }
        );
        Assert.Equal(Attention.Correspondence, (await mail.App.Find("GHA")).Attention);
        await page.GotoAsync(
            new Uri(mail.App.Site, $"{Correspondence}?lang=en&show=all&status=&state=GHA&since=2017-12-12").ToString()
        );
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());
        await page.GotoAsync(
            new Uri(mail.App.Site, $"{Correspondence}?show=all&status=&state=GHA&since=2017-12-13").ToString()
        );
        Assert.Equal(0, await page.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task Staff_answer_a_message_with_a_letter_that_is_sent_once_in_its_thread_and_copied_to_the_contact()
    {
        var page = await mail.Open();
        var sent = MessageCases.All.Single(c => c.Name == "memorandum");
        var id = Assert.Single(await mail.Receive(sent.ToBytes(mail.ReplyTo("EGY"), "answer"), raw: true, "EGY"));
        await page.GotoAsync(new Uri(mail.App.Site, $"{Correspondence}/{id}?lang=en").ToString());
        Assert.Equal("ar", await page.GetAttributeAsync("#answer-text", "lang"));
        await page.SubmitAction(
            "answer",
            form => form.Locator("#answer-text").FillAsync("*Dear* colleagues,\nthank you.\n\n<b>1. Yes</b>")
        );
        foreach (var _ in new[] { 1, 2 })
            await mail.App.Campaigns.AdvanceDue(TestHost.Key("EGY").Campaign, TestContext.Current.CancellationToken);

        var letter = Assert.Single(SentLetters.All(mail.App), l => l.Subject == "RE: NV-77");
        var invitation = await mail.App.Find("EGY");
        Assert.Equal(invitation.Invitee.Address, Assert.Single(letter.To.Mailboxes).Address);
        Assert.Equal(SampleCampaign.Folder.Campaign!.Contact.Address, Assert.Single(letter.Cc.Mailboxes).Address);
        Assert.Equal("answer@office.example", letter.InReplyTo);
        Assert.Equal(2, letter.References.Count);
        Assert.Contains("*Dear* colleagues,<br />\nthank you.", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;1. Yes&lt;/b&gt;", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("dir=\"rtl\"", letter.HtmlBody, StringComparison.Ordinal);
        await page.GotoAsync(
            new Uri(mail.App.Site, "staff/campaigns/wsis-forum-2018/invitations/EGY?lang=en").ToString()
        );
        Assert.Contains("Short letter", await page.InnerTextAsync("section:has(#letters)"), StringComparison.Ordinal);
        Assert.Contains("<b>1. Yes</b>", await page.InnerTextAsync(".timeline"), StringComparison.Ordinal);
        await page.SaveScreenshot("message-answered");
    }

    [Fact]
    public async Task A_scan_stays_with_the_reply_that_staff_record_from_it()
    {
        ProofForm.RequireTurn(2);
        var page = await mail.Open();
        const string invitation = "staff/campaigns/wsis-forum-2018/invitations/";
        await page.GotoAsync(new Uri(mail.App.Site, $"{invitation}AUT?lang=en").ToString());
        await page.PressAction(
            "reply",
            async form =>
            {
                await form.Locator("input[value=accepted]").CheckAsync();
                await form.Locator("#reference").FillAsync("Note 9");
                await form.Locator("#scan")
                    .SetInputFilesAsync(File("scan.pdf", "<script>alert(1)</script>"u8.ToArray()));
            }
        );
        await page.Locator("[role=alert]").WaitForAsync();
        Assert.Equal("Note 9", await page.InputValueAsync("details[open] #reference"));
        Assert.Null((await mail.App.Find("AUT")).Reply);
        await page.SetInputFilesAsync("#scan", File("scan.pdf", Convert.FromBase64String(MessageCases.Pdf)));
        await page.SaveScreenshot("message-scan-form");
        await page.ClickAsync("form[action$='/actions/reply'] button");
        await page.Locator("[role=status]").WaitForAsync();
        var recorded = await mail.App.Find("AUT");
        Assert.Equal(
            ("accepted", "Note 9", Attention.None),
            (recorded.Reply!.Answer.Kind, recorded.Reply.Reference, recorded.Attention)
        );
        await page.ClickAsync("text=the message or scan");
        Assert.Contains("Recorded as an answer", await page.InnerTextAsync(".lede"), StringComparison.Ordinal);
        await AssertDownload(page.Locator("[aria-label='Download scan.pdf']"), "scan.pdf");
        await page.ClickAsync("[aria-label='View scan.pdf']");
        await page.SaveScreenshot("message-scan");
    }

    [Fact]
    public async Task A_delivery_report_is_shown_with_the_letter_that_it_reports_on()
    {
        var page = await mail.Open();
        var letter = LetterMessageId.Create(
            new DispatchId(TestHost.Key("IND"), new StepId("invitation"), 1),
            SampleCampaign.Folder.Campaign!.Sender.Address
        );
        var report = new MessageCase(
            "report",
            $"""
            Subject: Undelivered Mail
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.office.example

            Final-Recipient: rfc822; minister@office.example
            Action: failed
            Status: 5.2.2

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <{letter}>
            --b--
            """
        );
        await mail.App.PostMail(
            report.ToBytes("bounces@itu.example", "report"),
            ["bounces@replies.itu.example"],
            raw: true
        );
        await page.GotoAsync(
            new Uri(mail.App.Site, "staff/campaigns/wsis-forum-2018/invitations/IND?lang=en").ToString()
        );
        var letters = page.Locator("section:has(#letters) tbody tr:has-text('Invitation')");
        Assert.Contains(
            "Delivery report failed · 5.2.2",
            (await letters.InnerTextAsync()).ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "delivery report filed · Invitation",
            (await page.InnerTextAsync(".timeline")).ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
        await letters.Locator("td a").ClickAsync();
        Assert.Contains(
            "IND",
            await page.InnerTextAsync(".sign:has-text('Delivery report')"),
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string> Languages { get; } = [.. ProofForm.Share<string>(["en", "fr"], of: 2)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_page_of_a_message_is_fit_for_everybody(string language)
    {
        var page = await mail.OpenAlone();
        var sent = MessageCases.All.Single(c => c.Name == "enclosed-message");
        var id = Assert.Single(
            await mail.Receive(sent.ToBytes(mail.ReplyTo("CAN"), $"fit-{language}"), raw: true, "CAN")
        );
        foreach (
            var (name, path) in new[]
            {
                ("item", $"/{id}?view=1&lang={language}"),
                ("list", $"?show=all&lang={language}"),
            }
        )
        {
            await page.GotoAsync(new Uri(mail.App.Site, Correspondence + path).ToString());
            foreach (var summary in await page.Locator("main summary").AllAsync())
                await summary.ClickAsync();
            foreach (
                var (width, dark) in ProofForm.Choose(
                    language == "fr" ? [(1280, false)] : [(375, true)],
                    new[] { (1280, false), (1280, true), (375, false), (375, true) }
                )
            )
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                await page.SaveScreenshot($"message-{name}-{language}-{width}-{(dark ? "dark" : "light")}");
                await page.AssertAccessible();
            }
        }
    }

    [Fact]
    public async Task An_attachment_that_is_not_proved_to_be_a_pdf_or_a_picture_is_not_framed()
    {
        var mime = new MessageCase(
            "html",
            """
            Subject: x
            Content-Type: text/html; name="page.pdf"
            Content-Disposition: attachment; filename="page.pdf"

            <script>alert(1)</script>
            """
        );
        var id = Assert.Single(await mail.Receive(mime.ToBytes(mail.ReplyTo("MEX"), "html"), raw: true, "MEX"));
        foreach (
            var (path, status) in new[]
            {
                ("attachments/0/view", 404),
                ("attachments/0", 200),
                ("attachments/7", 404),
                ("attachments/x", 404),
                ("raw", 200),
            }
        )
        {
            using var response = await Get($"{Correspondence}/{id}/{path}");
            Assert.Equal((HttpStatusCode)status, response.StatusCode);
            if (status == 200)
                Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        }
    }

    private static FilePayload File(string name, byte[] content) =>
        new()
        {
            Name = name,
            MimeType = "application/pdf",
            Buffer = content,
        };

    private async Task AssertDownload(ILocator link, string name)
    {
        using var response = await Get((await link.GetAttributeAsync("href"))![1..]);
        var disposition = response.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", name), (disposition.DispositionType, disposition.FileName!.Trim('"')));
    }

    private async Task<HttpResponseMessage> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", await mail.SignIn());
        return await mail.App.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
