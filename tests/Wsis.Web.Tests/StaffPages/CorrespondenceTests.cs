using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Local.Serving;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>What was written to us, from its coming until staff have dealt with it.</summary>
public sealed class CorrespondenceTests : IAsyncLifetime
{
    private const string Staff = "a.person@itu.example";

    private static readonly CampaignId Forum = SampleCampaign.Folder.Campaign!.Id;
    private static readonly Classification Declined = new(new Answer.Declined(), "With regret.", "Note 17/2018");

    private TestHost application = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => application = await TestHost.Start(2018, 1, 10);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task A_message_is_filed_once_and_needs_attention()
    {
        var filed = await File(Mail("<1@che.example>", "CHE"));
        application.Clock.Now += TimeSpan.FromHours(1);
        var again = await File(Mail("<1@che.example>", "CHE") with { Subject = "The same" });

        Assert.Equal((filed.Id, "Our answer"), (again.Id, again.Subject));
        Assert.Equal(filed, Assert.Single(await Mailbox(Forum)));
        Assert.Equal(Attention.Correspondence, (await application.Find("CHE")).Attention);
        var line = Assert.Single(
            await application.Journal("CHE"),
            l => l.Event.ToEnglish().What == "correspondence filed"
        );
        Assert.Equal("minister@ict.che.example: Our answer", line.Event.ToEnglish().Note);
    }

    [Fact]
    public async Task Automatic_mail_is_filed_and_needs_no_attention()
    {
        var filed = await File(Mail("<1@che.example>", "CHE") with { IsAutomatic = true });
        await File(Mail("<1@che.example>", "CHE") with { IsAutomatic = true });

        Assert.Equal((CorrespondenceState.Dismissed, true), (filed.State, filed.IsAutomatic));
        Assert.Equal(Attention.None, (await application.Find("CHE")).Attention);
        Assert.Single(await application.Journal("CHE"), l => l.Event.ToEnglish().What == "automatic mail filed");
        Assert.Empty(await Mailbox(Forum, CorrespondenceState.Waiting));
    }

    [Fact]
    public async Task A_message_becomes_an_answer_as_of_the_day_it_arrived()
    {
        var filed = await File(Mail("<1@che.example>", "CHE"));
        // Long after the deadline and its period of grace.
        application.Clock.Now += TimeSpan.FromDays(40);
        var handled = await application.Correspondence.Classify(Forum, filed.Id, Declined, Staff, Cancellation);

        Assert.Null(handled!.Refusal);
        Assert.Equal(
            (CorrespondenceState.Classified, Staff, "declined"),
            (handled.Item.State, handled.Item.Resolution!.By, handled.Item.Resolution.Answer)
        );
        var invitation = await application.Find("CHE");
        Assert.Equal((Phase.Answered, Attention.None, 1), (invitation.Phase, invitation.Attention, invitation.Replies));
        Assert.Equal(
            (
                Channel.Correspondence,
                filed.ReceivedAt,
                Declined.Answer,
                Declined.Remarks,
                Staff,
                Declined.Reference,
                false
            ),
            (
                invitation.Reply!.Channel,
                invitation.Reply.ReceivedAt,
                invitation.Reply.Answer,
                invitation.Reply.Remarks,
                invitation.Reply.RecordedBy,
                invitation.Reply.Reference,
                invitation.Reply.Late
            )
        );
    }

    [Fact]
    public async Task The_sender_of_a_message_is_proposed_for_a_copy_of_the_acknowledgement_and_staff_can_change_it()
    {
        var filed = await File(Mail("<1@che.example>", "CHE") with { From = "Cabinet <cabinet@che.example>" });
        var official = await File(Mail("<2@che.example>", "CHE"));
        var cookie = await application.SignIn("A. N. Example");
        var page = $"staff/campaigns/{Forum}/correspondence/{filed.Id}";
        Assert.Contains(
            "value=\"cabinet@che.example\"",
            await application.Page(page, cookie),
            StringComparison.Ordinal
        );
        // The official address has the acknowledgement.
        Assert.DoesNotContain(
            "value=\"minister@ict.che.example\"",
            await application.Page($"staff/campaigns/{Forum}/correspondence/{official.Id}", cookie),
            StringComparison.Ordinal
        );
        (
            await application.Submit(
                $"{page}/actions/classify",
                cookie,
                ("answer", "accepted"),
                ("copyTo", "other@che.example")
            )
        ).Dispose();
        Assert.Equal("other@che.example", (await application.Find("CHE")).Reply!.CopyTo);
    }

    [Fact]
    public async Task The_same_classification_again_changes_nothing_and_another_is_refused()
    {
        var filed = await File(Mail("<1@che.example>", "CHE"));
        await application.Correspondence.Classify(Forum, filed.Id, Declined, Staff, Cancellation);
        var before = await application.Find("CHE");

        Assert.Null(
            (await application.Correspondence.Classify(Forum, filed.Id, Declined, Staff, Cancellation))!.Refusal
        );
        var other = await application.Correspondence.Classify(
            Forum,
            filed.Id,
            new Classification(new Answer.Accepted(new Participation())),
            "b.person",
            Cancellation
        );
        Assert.StartsWith(
            $"{Staff} has classified it as declined.",
            other!.Refusal!.ToEnglish(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "The message is already classified.",
            (await application.Correspondence.Dismiss(Forum, filed.Id, Staff, Cancellation))!.Refusal!.ToEnglish()
        );
        var after = await application.Find("CHE");
        Assert.Equal((before.Reply, before.Replies), (after.Reply, after.Replies));
    }

    [Fact]
    public async Task An_invitation_needs_attention_until_nothing_of_it_waits()
    {
        var first = await File(Mail("<1@che.example>", "CHE"));
        var second = await File(Mail("<2@che.example>", "CHE"));
        await File(Mail("<3@fra.example>", "FRA"));

        await application.Correspondence.Dismiss(Forum, first.Id, Staff, Cancellation);
        Assert.Equal(Attention.Correspondence, (await application.Find("CHE")).Attention);
        await application.Correspondence.Classify(Forum, second.Id, Declined, Staff, Cancellation);
        Assert.Equal(Attention.None, (await application.Find("CHE")).Attention);
        Assert.Equal(Attention.Correspondence, (await application.Find("FRA")).Attention);
    }

    [Fact]
    public async Task A_message_that_arrives_while_the_last_one_is_handled_keeps_the_flag()
    {
        var first = await File(Mail("<1@che.example>", "CHE"));
        await using var another = LocalHost.Compose(
            application.Store,
            application.Mailer,
            application.Links,
            application.Site,
            application.Site,
            application.Clock
        );
        var instance = another.Services.GetRequiredService<CorrespondenceService>();
        var commits = application.Store.Commits;
        application.Store.OnCommit = (number, after) =>
        {
            // Another instance files a second message after the mailbox was read and before the flag is cleared.
            if (number != commits + 1 || after)
                return;
            application.Store.OnCommit = null;
            instance.File(Mail("<2@che.example>", "CHE"), Cancellation).GetAwaiter().GetResult();
        };
        await application.Correspondence.Dismiss(Forum, first.Id, Staff, Cancellation);
        Assert.Equal(Attention.Correspondence, (await application.Find("CHE")).Attention);
    }

    [Fact]
    public async Task An_unmatched_message_is_in_the_shared_mailbox_until_staff_assign_it()
    {
        var filed = await File(Mail("<1@unknown.example>", null));
        Assert.Null(filed.Invitation);
        Assert.Equal(
            "There is no invitation 'wsis-forum-2018:ZZZ'.",
            (await Assigned(null, filed, "ZZZ"))!.Refusal!.ToEnglish()
        );

        var assigned = await Assigned(null, filed, "CHE");
        Assert.Equal(
            (null, filed.Id, TestHost.Key("CHE"), CorrespondenceState.Waiting),
            (assigned!.Refusal, assigned.Item.Id, assigned.Item.Invitation, assigned.Item.State)
        );
        Assert.Equal(Attention.Correspondence, (await application.Find("CHE")).Attention);
        Assert.Equal(Staff, (await application.Journal("CHE"))[^1].Who);
        var original = Assert.Single(await Mailbox(null));
        Assert.Equal(
            (CorrespondenceState.Assigned, "wsis-forum-2018:CHE"),
            (original.State, original.Resolution!.Moved)
        );
        // Its words are in one place only, and are erased with that campaign.
        Assert.Equal(("", "", ""), (original.From, original.Subject, original.Text));
        Assert.Equal(
            ("minister@ict.che.example", "Our answer", "We regret."),
            (assigned.Item.From, assigned.Item.Subject, assigned.Item.Text)
        );

        Assert.Null((await Assigned(null, filed, "CHE"))!.Refusal);
        Assert.Equal(
            "The message is already assigned to wsis-forum-2018:CHE.",
            (await Assigned(null, filed, "FRA"))!.Refusal!.ToEnglish()
        );
        Assert.Null((await Classified(filed))!.Refusal);
        Assert.Equal(Phase.Answered, (await application.Find("CHE")).Phase);
    }

    [Fact]
    public async Task A_message_of_a_known_campaign_is_assigned_in_its_mailbox()
    {
        var filed = await File(Mail("<1@unknown.example>", null) with { Campaign = Forum });
        Assert.Equal(
            "The message is not assigned to an invitation yet. Assign it first.",
            (await Classified(filed))!.Refusal!.ToEnglish()
        );
        Assert.Null((await Assigned(Forum, filed, "CHE"))!.Refusal);
        Assert.Equal(TestHost.Key("CHE"), Assert.Single(await Mailbox(Forum)).Invitation);
        Assert.Null((await Classified(filed))!.Refusal);
    }

    [Fact]
    public async Task A_message_for_a_missing_invitation_or_campaign_is_unmatched()
    {
        Assert.Null((await File(Mail("<1@x.example>", "ZZZ"))).Campaign);
        Assert.Null((await File(Mail("<2@x.example>", null) with { Campaign = new CampaignId("another") })).Campaign);
        Assert.Equal(2, (await Mailbox(null)).Count);
    }

    [Fact]
    public async Task The_largest_and_most_hostile_message_is_filed_sanitized_and_shortened()
    {
        var filed = await File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Mail,
                SourceId = new string('x', 5000),
                From = "a\r\nBcc: b" + new string('f', 5000),
                Subject = "\u202Egpj.exe",
                Text = "line\r\n\0line\u2066" + string.Concat(Enumerable.Repeat("\ud83d\ude00", 1_000_000)),
                Headers =
                [
                    .. Enumerable
                        .Range(0, 500)
                        .Select(n => new CorrespondenceHeader(new string('n', 500), new string('v', 5000))),
                ],
                Attachments =
                [
                    .. Enumerable
                        .Range(0, 500)
                        .Select(n => new CorrespondenceAttachment(new string('n', 500), "\0", n)),
                ],
            }
        );
        Assert.Equal(CorrespondenceItem.MaxLineLength, filed.From.Length);
        Assert.StartsWith("a  Bcc: b", filed.From, StringComparison.Ordinal);
        Assert.Equal("gpj.exe", filed.Subject);
        Assert.StartsWith("line\nline\ud83d", filed.Text, StringComparison.Ordinal);
        Assert.True(filed.Text.Length <= CorrespondenceItem.MaxTextLength);
        Assert.Equal(
            (CorrespondenceItem.MaxListed, CorrespondenceItem.MaxListed),
            (filed.Headers.Length, filed.Attachments.Length)
        );
    }

    [Fact]
    public async Task Filing_that_is_interrupted_anywhere_and_repeated_is_done_once() =>
        await InterruptedAnywhere(async invitee =>
        {
            using var content = new MemoryStream("We regret."u8.ToArray());
            var filed = await File(Mail($"<1@{invitee}.example>", invitee) with { Content = content });
            await using var stored = await application.Store.Messages.Open(filed.ContentName!.Value, Cancellation);
            var length = stored!.Length;
            return () =>
            {
                Assert.Equal("We regret.".Length, length);
                Assert.Equal(Attention.Correspondence, application.Find(invitee).GetAwaiter().GetResult().Attention);
            };
        });

    [Fact]
    public async Task Classifying_that_is_interrupted_anywhere_and_repeated_is_done_once()
    {
        foreach (var invitee in SampleCampaign.Folder.Invitees)
            await File(Mail($"<1@{invitee.Id}.example>", invitee.Id.Value));
        await InterruptedAnywhere(async invitee =>
        {
            var filed = (await Mailbox(Forum)).Single(i => i.Invitee!.Value.Value == invitee);
            await application.Correspondence.Classify(Forum, filed.Id, Declined, Staff, Cancellation);
            return () =>
                Assert.Equal(
                    (1, Attention.None, Phase.Answered),
                    application.Find(invitee).GetAwaiter().GetResult() is var i
                        ? (i.Replies, i.Attention, i.Phase)
                        : default
                );
        });
    }

    [Fact]
    public async Task Assigning_that_is_interrupted_anywhere_and_repeated_is_done_once()
    {
        var messages = new Dictionary<string, CorrespondenceId>();
        foreach (var invitee in SampleCampaign.Folder.Invitees)
            messages[invitee.Id.Value] = (await File(Mail($"<1@{invitee.Id}.example>", null))).Id;
        await InterruptedAnywhere(async invitee =>
        {
            var filed = (await Mailbox(null)).Single(i => i.Id == messages[invitee]);
            await Assigned(null, filed, invitee);
            return () =>
                Assert.Equal(
                    (CorrespondenceState.Assigned, 1),
                    (
                        Mailbox(null).GetAwaiter().GetResult().Single(i => i.Id == messages[invitee]).State,
                        application
                            .Journal(invitee)
                            .GetAwaiter()
                            .GetResult()
                            .Count(l => l.Event.ToEnglish().What == "correspondence filed")
                    )
                );
        });
    }

    /// <summary>Does something with one invitee after the other, the store failing at the first call, at the second,
    /// ..., and then does it again.</summary>
    private async Task InterruptedAnywhere(Func<string, Task<Action>> work)
    {
        var invitees = SampleCampaign.Few.Invitees.Select(i => i.Id.Value).ToArray();
        for (var calls = 0; ; calls++)
        {
            var interrupted = false;
            application.Store.CallsLeft = calls;
            try
            {
                await work(invitees[calls]);
            }
            catch (StoreUnavailableException)
            {
                interrupted = true;
            }
            application.Store.CallsLeft = null;
            (await work(invitees[calls]))();
            if (interrupted)
                continue;
            Assert.True(calls > 3, "Nothing was interrupted.");
            return;
        }
    }

    private static IncomingMessage Mail(string id, string? invitee) =>
        new()
        {
            Source = CorrespondenceSource.Mail,
            SourceId = id,
            From = "minister@ict.che.example",
            Subject = "Our answer",
            Text = "We regret.",
            Invitations = invitee is null ? [] : [TestHost.Key(invitee)],
        };

    private async Task<CorrespondenceItem> File(IncomingMessage incoming) =>
        Assert.Single(await application.Correspondence.File(incoming, Cancellation));

    private Task<HandlingResult?> Classified(CorrespondenceItem item) =>
        application.Correspondence.Classify(Forum, item.Id, Declined, Staff, Cancellation);

    private Task<HandlingResult?> Assigned(CampaignId? mailbox, CorrespondenceItem item, string invitee) =>
        application.Correspondence.Assign(mailbox, item.Id, TestHost.Key(invitee), Staff, Cancellation);

    private async Task<IReadOnlyList<CorrespondenceItem>> Mailbox(
        CampaignId? campaign,
        CorrespondenceState? state = null
    ) =>
        [
            .. (
                await application.Store.Correspondence.List(
                    campaign,
                    new CorrespondenceFilter(state),
                    1000,
                    null,
                    Cancellation
                )
            ).Items.Select(r => r.Value),
        ];
}
