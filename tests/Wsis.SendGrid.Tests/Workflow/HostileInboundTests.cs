using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Storage;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>A mail that a provider would repeat without success is filed with its beginning, and answered
/// 200.</summary>
/// <remarks>Memory is measured for the whole process, so no other test may run meanwhile.</remarks>
[Collection(nameof(HostileInboundTests))]
[CollectionDefinition(nameof(HostileInboundTests), DisableParallelization = true)]
public sealed class HostileInboundTests : IAsyncLifetime
{
    private readonly InMemoryStores store = new();
    private readonly FakeTimeProvider clock = SendGridTestHost.Clock();
    private FakeSendGrid sendGrid = null!;
    private TestMailer sender = null!;
    private SendGridTestHost office = null!;
    private Campaign campaign = null!;
    private string[] replyTo = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sendGrid = await FakeSendGrid.Start();
        sender = TestMailer.Create(sendGrid);
        office = new SendGridTestHost(store, sender.Mailer, clock);
        campaign = await office.Launch(offices: 3);
        clock.Advance(TimeSpan.FromHours(6));
        await office.Campaigns.AdvanceDue(campaign.Id, Cancellation);
        replyTo =
        [
            .. sendGrid
                .Accepted.OrderBy(m => m.Dispatch, StringComparer.Ordinal)
                .Select(m => m.Json.GetProperty("reply_to").GetProperty("email").GetString()!),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        await sendGrid.DisposeAsync();
    }

    [Fact]
    public async Task A_message_id_and_a_subject_of_40000_characters_are_filed_with_their_beginning()
    {
        var longText = new string('x', 40_000);
        var mail = Mail($"Message-ID: <{longText}@a.example>\r\nSubject: {longText}", "Yes.");
        var item = Assert.Single(await Post(mail, replyTo[0]));
        Assert.Equal(("Yes.", CorrespondenceItem.MaxLineLength), (item.Text, item.Subject.Length));
    }

    [Fact]
    public async Task A_mail_to_two_thousand_recipients_is_filed()
    {
        var recipients = Enumerable.Range(0, 2_000).Select(n => $"a{n}@b.example");
        var item = Assert.Single(await Post(Mail("Subject: Yes", "Yes."), [replyTo[0], .. recipients]));
        Assert.Equal("o0", item.Invitee?.Value);
    }

    [Theory]
    [InlineData("charsets", """{"text":null}""")]
    [InlineData("charsets", "[]")]
    [InlineData("envelope", """{"to":null,"from":1}""")]
    [InlineData("envelope", """{"to":["\ud83d"],"from":"\ud83d"}""")]
    [InlineData("envelope", "not JSON")]
    [InlineData("attachment-info", """{"attachment1":7}""")]
    public async Task A_field_of_another_form_is_left_out_in_both_modes(string field, string value)
    {
        (string, byte[])[] raw = [("email", Mail("Message-ID: <1@o0.example>", "Yes."))];
        (string, byte[])[] parsed =
        [
            ("headers", "Message-ID: <2@o0.example>\r\n"u8.ToArray()),
            ("text", "Yes."u8.ToArray()),
        ];
        foreach (var fields in new[] { raw, parsed })
            await PostForm([.. fields, (field, Encoding.UTF8.GetBytes(value))]);
        Assert.Equal(["Yes.", "Yes."], (await Mailbox(null)).Select(i => i.Text));
    }

    [Fact]
    public async Task A_mail_to_the_addresses_of_two_invitations_is_filed_with_each_and_stored_once()
    {
        var filed = await Post(Mail("Subject: Two States", "Both accept."), replyTo[0], replyTo[2]);
        Assert.Equal(["o0", "o2"], filed.Select(i => i.Invitee!.Value.Value).Order(StringComparer.Ordinal));
        Assert.Equal(2, filed.Select(i => i.Id).Distinct().Count());
        Assert.Single(await store.Messages.List(campaign.Id, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_filed_as_it_is_and_marked()
    {
        var posted = InboundParseRequests.Post(
            [("email", Mail("Subject: Yes", "Yes."))],
            [],
            InboundParseRequests.Password
        );
        Assert.Equal(200, (await office.ReceiveMail(posted with { Body = posted.Body[..^30] })).Status);
        var item = Assert.Single(await Mailbox(null));
        Assert.Contains(item.Notes, n => n.Code == ReadingNoteCode.PartsCut);
        await using var whole = await store.Messages.Open(item.ContentName!.Value, Cancellation);
        Assert.True(whole!.Length > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_of_28_MB_takes_less_than_64_MiB_of_memory(bool hasManyParts)
    {
        var mail = hasManyParts
            ? Mail("Content-Type: multipart/mixed; boundary=b", Repeat("--b\r\n\r\n", 28_000_000))
            : Mail($"Cc: {Repeat("a@b.example, ", 5_000_000)}c@d.example", Repeat("word ", 23_000_000));
        var request = InboundParseRequests.Post([("email", mail)], [], InboundParseRequests.Password).ToRequest();
        var small = new SendGridTestHost(new WithoutMessages(store), sender.Mailer, clock);
        var baseline = GC.GetTotalMemory(forceFullCollection: true);
        var receiving = Task.Run(() => small.Inbound.Receive(request, Cancellation), Cancellation);
        var peak = 0L;
        while (!receiving.IsCompleted)
        {
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancellation);
        }
        Assert.Equal(200, (await receiving).Status);
        Assert.InRange(peak - baseline, 1, 64 * 1024 * 1024);
        Assert.NotEmpty(Assert.Single(await Mailbox(null)).Notes);
    }

    private static byte[] Mail(string header, string text) =>
        Encoding.UTF8.GetBytes($"From: minister@elsewhere.example\r\n{header}\r\n\r\n{text}\r\n");

    private static string Repeat(string text, int length) =>
        string.Concat(Enumerable.Repeat(text, length / text.Length));

    private async Task<IReadOnlyList<CorrespondenceItem>> Post(byte[] mail, params string[] to)
    {
        var envelope = new Dictionary<string, object> { ["to"] = to, ["from"] = "m@elsewhere.example" };
        await PostForm(("email", mail), ("envelope", JsonSerializer.SerializeToUtf8Bytes(envelope)));
        return await Mailbox(campaign.Id);
    }

    private async Task PostForm(params (string, byte[])[] fields)
    {
        var posted = InboundParseRequests.Post(fields, [], InboundParseRequests.Password);
        Assert.Equal(200, (await office.ReceiveMail(posted)).Status);
    }

    private async Task<IReadOnlyList<CorrespondenceItem>> Mailbox(CampaignId? id) =>
        [
            .. (await store.Correspondence.List(id, CorrespondenceFilter.None, 100, null, Cancellation)).Items.Select(
                r => r.Value
            ),
        ];

    /// <summary>Keeps no message, so that the memory of the store is not measured.</summary>
    private sealed class WithoutMessages(Stores inner)
        : Stores(
            inner.Initializer,
            inner.Campaigns,
            inner.Invitations,
            inner.Correspondence,
            new NoMessages(),
            inner.Drafts,
            inner.Idempotency,
            inner.Webhooks,
            inner.Rates
        );

    private sealed class NoMessages : IMessageStore
    {
        public Task Put(MessageName name, Stream content, CancellationToken cancellation) =>
            content.CopyToAsync(Stream.Null, cancellation);

        public Task<Stream?> Open(MessageName name, CancellationToken cancellation) => Task.FromResult<Stream?>(null);

        public Task Delete(MessageName name, CancellationToken cancellation) => Task.CompletedTask;

        public async IAsyncEnumerable<StoredMessage> List(
            CampaignId? campaign,
            [EnumeratorCancellation] CancellationToken cancellation
        )
        {
            await Task.CompletedTask;
            yield break;
        }

        public Task Erase(CampaignId campaign, CancellationToken cancellation) => Task.CompletedTask;
    }
}
