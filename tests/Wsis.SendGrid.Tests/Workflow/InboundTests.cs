using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using NodaTime;
using NodaTime.Extensions;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>What becomes of an e-mail that an office writes to the address that its letter names for replies.</summary>
public sealed class InboundTests : IAsyncLifetime
{
    private readonly InMemoryStores store = new();
    private readonly FakeTimeProvider clock = SendGridTestHost.Clock();
    private FakeSendGrid sendGrid = null!;
    private TestMailer sender = null!;
    private SendGridTestHost office = null!;
    private Campaign campaign = null!;
    private Dictionary<string, string> replyTo = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sendGrid = await FakeSendGrid.Start();
        sender = TestMailer.Create(sendGrid);
        office = new SendGridTestHost(store, sender.Mailer, clock);
        campaign = await office.Launch(offices: 3);
        clock.Advance(TimeSpan.FromHours(6));
        await office.Campaigns.AdvanceDue(campaign.Id, Cancellation);
        replyTo = sendGrid.Accepted.ToDictionary(
            m => m.Dispatch.Split('~')[1],
            m => m.Json.GetProperty("reply_to").GetProperty("email").GetString()!
        );
    }

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        await sendGrid.DisposeAsync();
    }

    [Fact]
    public void Each_letter_names_an_address_of_its_own_for_replies()
    {
        Assert.Equal(3, replyTo.Values.Distinct().Count());
        Assert.All(
            replyTo.Values,
            address =>
                Assert.Matches($"^reply\\+wsis-forum-2018\\.[a-z2-7]{{16}}@{SendGridTestHost.InboundDomain}$", address)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_becomes_correspondence_on_its_invitation(bool raw)
    {
        var mail = Mail(
            "We accept. Note n° 17.\r\n\r\nOn 8 December 2017 ITU wrote:\r\n> Excellency,\r\n> Please reply.\r\n"
        );
        var body = new BodyBuilder { TextBody = mail.TextBody };
        body.Attachments.Add("note verbale.pdf", new byte[1234], new ContentType("application", "pdf"));
        mail.Body = body.ToMessageBody();

        // Some servers raise the case of what is before the @.
        Assert.Equal(200, (await Receive(mail, replyTo["o1"].ToUpperInvariant(), raw)).Status);

        var filed = Assert.Single(await Mailbox(campaign.Id));
        Assert.Equal(
            ("o1", CorrespondenceState.Waiting, "We accept. Note n° 17.", "RE: CL-17/051", false),
            (filed.Invitee?.Value, filed.State, filed.Text, filed.Subject, filed.IsAutomatic)
        );
        Assert.Contains("minister@o1.example", filed.From, StringComparison.Ordinal);
        Assert.Equal(
            new CorrespondenceAttachment("note verbale.pdf", "application/pdf", 1234),
            Assert.Single(filed.Attachments)
        );
        Assert.Equal("spam score 0.011; SPF pass; DKIM {@o0.example : pass}", filed.Verdict);
        Assert.Contains(
            filed.Headers,
            h => h.Name == "Message-Id" && h.Value.Contains("<1@o1.example>", StringComparison.Ordinal)
        );
        var invitation = Assert.Single(await store.All(campaign.Id), i => i.Attention != Attention.None);
        Assert.Equal(
            ("o1", Attention.Correspondence, Phase.Awaiting),
            (invitation.Invitee.Id.Value, invitation.Attention, invitation.Phase)
        );
    }

    [Fact]
    public async Task Staff_make_an_answer_of_it_in_one_step()
    {
        await Receive(Mail("We decline."), replyTo["o1"]);
        var filed = Assert.Single(await Mailbox(campaign.Id));
        await office.Correspondence.Classify(
            campaign.Id,
            filed.Id,
            new Classification(new Answer.Declined()),
            "staff",
            Cancellation
        );
        var invitation = Assert.Single(await store.All(campaign.Id), i => i.Phase == Phase.Answered);
        Assert.Equal(
            ("o1", Attention.None, Channel.Correspondence),
            (invitation.Invitee.Id.Value, invitation.Attention, invitation.Reply!.Channel)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_that_is_posted_again_is_filed_once(bool raw)
    {
        var body = new BodyBuilder { TextBody = "We accept.", HtmlBody = "<p>We accept.</p>" };
        body.Attachments.Add("note.pdf", "%PDF-1.4 note"u8.ToArray(), new ContentType("application", "pdf"));
        var mail = Mail("We accept.");
        mail.Body = body.ToMessageBody();
        foreach (var boundary in new[] { "xYzZY", "another-boundary" })
        {
            await Receive(mail, replyTo["o1"], raw, boundary);
            clock.Advance(TimeSpan.FromHours(3));
        }
        Assert.Single(await Mailbox(campaign.Id));
        Assert.Single(
            await store.Journal(new(campaign.Id, new("o1"))),
            l => l.Event.ToEnglish().What == "correspondence filed"
        );
        Assert.Single(await store.Messages.List(campaign.Id, Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>An earlier build recognised a mail by its Message-ID.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_that_is_posted_again_after_an_upgrade_is_filed_twice_at_most_and_whole(bool hasRow)
    {
        var mail = Mail("We accept.");
        const string former = "1@o1.example minister@o1.example";
        if (hasRow)
            await office.Correspondence.File(
                new IncomingMessage
                {
                    Source = CorrespondenceSource.Mail,
                    SourceId = former,
                    Invitations = [new(campaign.Id, new("o1"))],
                    Content = new MemoryStream(Encoding.UTF8.GetBytes(mail.ToString())),
                    Text = "We accept.",
                },
                Cancellation
            );
        else
            await store.Messages.Put(
                new MessageName(campaign.Id, MessageName.KeyFrom(former)),
                new MemoryStream([1]),
                Cancellation
            );
        foreach (var _ in new[] { 1, 2 })
            await Receive(mail, replyTo["o1"]);

        var filed = await Mailbox(campaign.Id);
        Assert.Equal(hasRow ? 2 : 1, filed.Count);
        foreach (var item in filed)
            Assert.Equal("We accept.", (await ReadWhole(item)).Trim());
    }

    [Fact]
    public async Task A_search_finds_words_that_are_folded_in_the_row_and_shown_on_the_page()
    {
        const string answer = "The Minister accepts.";
        const string introduction = "On Mon, 4 Dec 2017 at 10:00, Capital <capital@gov.example> wrote:";
        await Receive(Mail($"Please find it quoted.\n\n{introduction}\n> {answer}\n"), replyTo["o1"]);
        var filter = new CorrespondenceFilter(Text: "minister accepts");
        var found = Assert
            .Single((await store.Correspondence.List(campaign.Id, filter, 10, null, Cancellation)).Items)
            .Value;
        Assert.Equal("Please find it quoted.", found.Text);
    }

    /// <summary>Some programs write no Message-ID, or always the same. Anybody can write that of another.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Two_mails_with_the_same_Message_ID_or_none_are_both_kept_whole(bool raw, bool hasId)
    {
        string[] texts = ["We accept and come with three.", "Please note that we decline."];
        foreach (var text in texts)
        {
            var mail = Mail(text);
            mail.Date = new DateTimeOffset(2017, 12, 8, 10, 0, 0, TimeSpan.Zero);
            if (!hasId)
                mail.Headers.Remove(HeaderId.MessageId);
            await Receive(mail, replyTo["o1"], raw);
        }

        var filed = await Mailbox(campaign.Id);
        Assert.Equal(texts.Order(), filed.Select(i => i.Text).Order());
        foreach (var item in filed)
            Assert.Contains(item.Text, await ReadWhole(item), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_mails_that_nobody_can_read_are_both_kept_whole()
    {
        foreach (var bytes in new[] { "\0\u0001 the first scan", "\0\u0001 the second scan" })
            await office.ReceiveMail(
                InboundParseRequests.Post(
                    [
                        ("email", Encoding.Latin1.GetBytes(bytes)),
                        ("envelope", Encoding.UTF8.GetBytes($$"""{"to":["{{replyTo["o1"]}}"],"from":"a@b.example"}""")),
                    ],
                    [],
                    InboundParseRequests.Password
                )
            );

        var filed = await Mailbox(campaign.Id);
        Assert.Equal(["the first scan", "the second scan"], filed.Select(i => i.Text.Trim()).Order());
        foreach (var item in filed)
            Assert.Contains(item.Text.Trim(), await ReadWhole(item), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_Message_ID_from_somebody_else_suppresses_nothing()
    {
        await Receive(Mail("I was first.", from: "mallory@evil.example"), replyTo["o1"]);
        await Receive(Mail("We accept."), replyTo["o1"]);
        Assert.Equal(2, (await Mailbox(campaign.Id)).Count);
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied")]
    [InlineData("Auto-Submitted", "auto-generated (rejected)")]
    public async Task Automatic_mail_is_filed_and_never_answered(string header, string value)
    {
        var letters = sendGrid.Accepted.Count;
        var mail = Mail("I am out of the office.");
        mail.Headers.Add(header, value);
        await Receive(mail, replyTo["o1"]);
        await Receive(With(Mail("I am out of the office again.", id: "2"), header, value), replyTo["o1"], raw: false);
        await office.Campaigns.AdvanceDue(campaign.Id, Cancellation);

        Assert.All(
            await Mailbox(campaign.Id),
            i => Assert.Equal((CorrespondenceState.Dismissed, true), (i.State, i.IsAutomatic))
        );
        Assert.Equal(2, (await Mailbox(campaign.Id)).Count);
        Assert.DoesNotContain(await store.All(campaign.Id), i => i.Attention != Attention.None);
        Assert.Equal(letters, sendGrid.Accepted.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    public async Task Mail_with_an_empty_return_path_is_automatic(string returnPath)
    {
        await office.ReceiveMail(InboundParseRequests.Raw(Mail("Undelivered"), replyTo["o1"], returnPath));
        Assert.True(Assert.Single(await Mailbox(campaign.Id)).IsAutomatic);
    }

    [Theory]
    [InlineData("Auto-Submitted", "no", false)]
    [InlineData("Precedence", "first-class", false)]
    [InlineData("X-Auto-Response-Suppress", "All", true)]
    [InlineData("Precedence", "bulk", true)]
    [InlineData("Precedence", "List", true)]
    [InlineData("Precedence", "junk", true)]
    [InlineData("Precedence", "auto_reply", true)]
    [InlineData("X-Autoreply", "yes", true)]
    public async Task A_weak_sign_of_a_program_only_marks_a_mail_and_it_waits(string header, string value, bool marks)
    {
        await Receive(With(Mail("We accept."), header, value), replyTo["o1"]);
        await Receive(With(Mail("We accept.", id: "2"), header, value), replyTo["o1"], raw: false);
        Assert.All(
            await Mailbox(campaign.Id),
            i => Assert.Equal((CorrespondenceState.Waiting, false, marks), (i.State, i.IsAutomatic, i.Marks.Length > 0))
        );
        Assert.Equal(2, (await Mailbox(campaign.Id)).Count);
    }

    [Fact]
    public async Task A_mail_to_an_unknown_address_is_matched_by_its_sender_and_says_so()
    {
        await Receive(Mail("We accept.", from: "Minister@O2.example"), $"info@{SendGridTestHost.InboundDomain}");
        var filed = Assert.Single(await Mailbox(campaign.Id));
        Assert.Equal("o2", filed.Invitee?.Value);
        Assert.Equal(MatchSign.Sender, filed.MatchedBy);
    }

    [Theory]
    [InlineData("stranger@elsewhere.example", "info@replies.itu.example")]
    [InlineData("stranger@elsewhere.example", "reply+wsis-forum-2018.aaaaaaaaaaaaaaaa@replies.itu.example")]
    [InlineData("stranger@elsewhere.example", "reply+another.aaaaaaaaaaaaaaaa@replies.itu.example")]
    [InlineData("not an address", "")]
    public async Task Unmatched_mail_goes_to_the_shared_mailbox(string from, string to)
    {
        await Receive(Mail("Hello.", from: from), to);
        Assert.Equal(CorrespondenceState.Waiting, Assert.Single(await Mailbox(null)).State);
        Assert.Empty(await Mailbox(campaign.Id));
    }

    [Theory]
    [InlineData("windows-1252", "Nous acceptons. État : n° 17")]
    [InlineData("iso-2022-jp", "日本語です")]
    [InlineData("windows-1256", "مرحبا")]
    [InlineData("koi8-r", "Принимаем приглашение")]
    public async Task Text_in_the_character_set_of_an_old_mail_program_is_read(string charset, string text)
    {
        var mail = Mail("");
        mail.Body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.EightBit };
        ((TextPart)mail.Body).SetText(Encoding.GetEncoding(charset), text);
        await Receive(mail, replyTo["o1"]);
        await office.ReceiveMail(InboundParseRequests.Parsed(mail, replyTo["o2"], charset: charset));
        Assert.Equal([text, text], (await Mailbox(campaign.Id)).Select(i => i.Text));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("x-unknown")]
    public async Task A_mail_that_names_a_character_set_which_nobody_reads_is_filed_all_the_same(string charset)
    {
        var form = InboundParseRequests.Parsed(Mail("We accept."), replyTo["o1"]);
        var body = Encoding
            .UTF8.GetString(form.Body.Span)
            .Replace("\"text\":\"utf-8\"", $"\"text\":\"{charset}\"", StringComparison.Ordinal);
        Assert.Contains(charset, body, StringComparison.Ordinal);
        await office.ReceiveMail(form with { Body = Encoding.UTF8.GetBytes(body) });
        Assert.Equal("We accept.", Assert.Single(await Mailbox(campaign.Id)).Text);
    }

    [Fact]
    public async Task Of_HTML_the_row_has_only_the_text()
    {
        var mail = Mail("");
        mail.Body = new TextPart("html")
        {
            Text =
                "<html><head><title>x</title><style>p{}</style></head><body><p "
                + "onclick=\"alert(1)\">We&nbsp;accept &lt;b&gt; </p><script>alert('gone')</script>"
                + "<img src=\"https://tracker.example/\"><div>Second<br>line</div><div>ITU "
                + "wrote:</div><blockquote><p>Excellency,</p></blockquote></body></html>",
        };
        await Receive(mail, replyTo["o1"]);
        await Receive(mail, replyTo["o2"], raw: false);
        Assert.All(
            await Mailbox(campaign.Id),
            i => Assert.Equal("We accept <b>\n\nSecond\nline\nITU wrote:\nExcellency,", i.Text)
        );
        Assert.Equal(2, (await Mailbox(campaign.Id)).Count);
    }

    [Fact]
    public async Task An_answer_that_SendGrid_took_in_before_the_deadline_and_could_not_post_until_after_is_not_late()
    {
        clock.SetUtcNow(campaign.Schedule.Close.ToDateTimeOffset() + TimeSpan.FromHours(20));
        var taken = campaign.Schedule.DeadlineInstant - Duration.FromHours(1);
        var mail = With(
            Mail("We accept."),
            "Received",
            $"from mx.o1.example by mx0042.sendgrid.net; {MimeKit.Utils.DateUtils.FormatDate(taken.ToDateTimeOffset())}"
        );
        await Receive(mail, replyTo["o1"]);
        Assert.Equal(taken, Assert.Single(await Mailbox(campaign.Id)).ReceivedAt);
    }

    [Theory]
    [InlineData("Mon, 8 Jan 2001 10:00:00 +0000")]
    [InlineData("Mon, 8 Jan 2035 10:00:00 +0000")]
    [InlineData("yesterday")]
    public async Task A_time_that_cannot_be_is_not_believed(string time)
    {
        await Receive(With(Mail("We accept."), "Received", $"from mx by mx; {time}"), replyTo["o1"]);
        Assert.Equal(clock.GetCurrentInstant(), Assert.Single(await Mailbox(campaign.Id)).ReceivedAt);
    }

    [Fact]
    public async Task A_post_without_the_password_files_nothing()
    {
        Assert.Equal(
            401,
            (await office.ReceiveMail(InboundParseRequests.Raw(Mail("x"), replyTo["o1"], password: null))).Status
        );
        Assert.Equal(
            401,
            (await office.ReceiveMail(InboundParseRequests.Raw(Mail("x"), replyTo["o1"], password: "guessed"))).Status
        );
        Assert.Equal(
            401,
            office.Inbound.Authenticate(new Dictionary<string, string> { ["Authorization"] = "Basic !" })?.Status
        );
        Assert.Empty(await Mailbox(campaign.Id));
    }

    [Fact]
    public async Task Unsigned_and_changed_mail_is_rejected_if_signatures_are_required()
    {
        using var post = new EventWebhookSigner(clock);
        using var stranger = new EventWebhookSigner(clock);
        var options = new SendGridOptions();
        options.InboundPublicKeys.Add(post.PublicKey);
        var inbound = Inbound(options);
        var mail = InboundParseRequests.Raw(Mail("We accept."), replyTo["o1"]);
        PostedWebhook Signed(EventWebhookSigner by) =>
            by.Sign(mail.Body.ToArray()) with
            {
                ContentType = mail.ContentType,
            };
        var changed = Signed(post) with { Body = new byte[] { 1, 2, 3 } };
        foreach (var foreign in new[] { mail, Signed(stranger), changed })
            Assert.Equal(401, (await inbound.Receive(foreign.ToRequest(), Cancellation)).Status);
        Assert.Equal(200, (await inbound.Receive(Signed(post).ToRequest(), Cancellation)).Status);
        Assert.Single(await Mailbox(campaign.Id));
    }

    [Fact]
    public void While_nothing_is_set_up_SendGrid_is_asked_to_keep_the_mail() =>
        Assert.Equal(503, Inbound(new SendGridOptions()).Authenticate(new Dictionary<string, string>())?.Status);

    [Fact]
    public async Task A_post_without_a_mail_is_refused()
    {
        var mail = InboundParseRequests.Raw(Mail("x"), replyTo["o1"]);
        Assert.Equal(400, (await office.ReceiveMail(mail with { ContentType = "application/json" })).Status);
        Assert.Equal(400, (await office.ReceiveMail(mail with { ContentType = null })).Status);
        Assert.Equal(400, (await office.ReceiveMail(mail with { Body = default })).Status);
    }

    [Fact]
    public async Task While_the_store_is_down_SendGrid_is_asked_to_repeat_and_the_repetition_is_filed()
    {
        var mail = InboundParseRequests.Raw(Mail("We accept."), replyTo["o1"]);
        var down = new SendGridTestHost(
            new FaultyStore(store)
            {
                OnCommit = (_, _) => throw new StoreUnavailableException("The store does not answer."),
            },
            sender.Mailer,
            clock
        );
        await Assert.ThrowsAsync<StoreUnavailableException>(() => down.ReceiveMail(mail));
        Assert.Equal(200, (await office.ReceiveMail(mail)).Status);
        Assert.Single(await Mailbox(campaign.Id));
        Assert.Single(await store.All(campaign.Id), i => i.Attention == Attention.Correspondence);
    }

    [Fact]
    public async Task A_mail_of_the_largest_size_is_taken_and_what_is_kept_of_it_is_small()
    {
        var mail = Mail("");
        var body = new BodyBuilder { TextBody = string.Concat(Enumerable.Repeat("We accept.\r\n", 200_000)) };
        body.Attachments.Add("large.bin", new byte[20_000_000], new ContentType("application", "octet-stream"));
        mail.Body = body.ToMessageBody();
        var post = InboundParseRequests.Raw(mail, replyTo["o1"]);
        Assert.InRange(post.Body.Length, 27_000_000, office.Inbound.MaxBodySize);
        Assert.Equal(200, (await office.ReceiveMail(post)).Status);
        var filed = Assert.Single(await Mailbox(campaign.Id));
        Assert.Equal(20_000_000, Assert.Single(filed.Attachments).Bytes);
        Assert.InRange(filed.Text.Length, 1000, CorrespondenceItem.MaxTextLength);
    }

    private static MimeMessage Mail(string text, string from = "minister@o1.example", string id = "1")
    {
        var mail = new MimeMessage
        {
            Subject = "RE: CL-17/051",
            MessageId = $"{id}@o1.example",
            Body = new TextPart("plain") { Text = text },
        };
        if (MailboxAddress.TryParse(from, out var mailbox))
            mail.From.Add(new MailboxAddress("Cabinet du Ministre", mailbox.Address));
        mail.To.Add(new MailboxAddress("", "whoever@replies.itu.example"));
        return mail;
    }

    private static TextPart Html(string html) => new("html") { Text = html };

    private async Task<string> ReadWhole(CorrespondenceItem item)
    {
        await using var content = (await store.Messages.Open(item.ContentName!.Value, Cancellation))!;
        return MessageReader.Read(content).Text;
    }

    private static MimeMessage With(MimeMessage mail, string header, string value)
    {
        mail.Headers.Add(header, value);
        return mail;
    }

    private Task<WebhookAnswer> Receive(MimeMessage mail, string to, bool raw = true, string boundary = "xYzZY") =>
        office.ReceiveMail(
            raw
                ? InboundParseRequests.Raw(mail, to, boundary: boundary)
                : InboundParseRequests.Parsed(mail, to, boundary: boundary)
        );

    private async Task<IReadOnlyList<CorrespondenceItem>> Mailbox(CampaignId? id) =>
        [
            .. (await store.Correspondence.List(id, CorrespondenceFilter.None, 100, null, Cancellation)).Items.Select(
                r => r.Value
            ),
        ];

    private SendGridInbound Inbound(SendGridOptions options) =>
        new(office.Intake, Options.Create(options), clock, NullLogger<SendGridInbound>.Instance);
}
