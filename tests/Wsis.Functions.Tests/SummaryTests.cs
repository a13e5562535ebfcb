using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Tests.Virtual;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Tests;

/// <summary>After its moments a campaign is summed up: in its journal, and by letter to its contact.</summary>
public sealed class SummaryTests
{
    private static readonly DateTime Launch = new(2017, 12, 8, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Deadline = new(2018, 1, 21, 23, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Staff = new("anna");

    private readonly VirtualTime time = new(Launch);
    private TestCampaign launched = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_campaign_is_summarized_once_after_the_deadline()
    {
        await Begin();
        var before = await RefreshStatusAt(Deadline);
        Assert.Empty(launched.ToStaff);
        Assert.Equal(Deadline.AddSeconds(30), before.NextMoment);
        await RefreshStatusAt(Deadline.AddSeconds(30));
        await RefreshStatusAt(Deadline.AddSeconds(60));
        var letter = Assert.Single(launched.ToStaff);
        Assert.Equal("wsis-info@itu.example", letter.To.Single().Address);
        Assert.Equal("CL-17/051: deadline passed, 1 of 3 has answered", letter.Subject);
        Assert.Contains("The counts of 22 January 2018, 00:00 (Geneva time):", letter.Text, StringComparison.Ordinal);
        Assert.Contains("declined: 1\nunanswered: 2\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("https://reply.example/staff/campaigns/wsis-forum-2018", letter.Html, StringComparison.Ordinal);
        Assert.Equal(["deadline passed: 1 of 3 has answered; declined 1, unanswered 2."], await Lines());
    }

    [Fact]
    public async Task A_contact_whose_language_is_French_receives_the_summary_in_French()
    {
        await Begin(campaign => campaign["contact"]!["language"] = "fr");
        await RefreshStatusAt(Deadline.AddSeconds(30));
        var letter = Assert.Single(launched.ToStaff);
        Assert.Equal("CL-17/051\u00a0: échéance passée, 1 sur 3 a répondu", letter.Subject);
        Assert.Equal("Secrétariat du Forum 2018 du SMSI", letter.To.Single().Name);
        Assert.Contains(
            "Les chiffres du 22 janvier 2018 à 00:00 (heure de Genève)\u00a0:",
            letter.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("déclinées\u00a0: 1\nsans réponse\u00a0: 2\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\">", letter.Html, StringComparison.Ordinal);
        Assert.Contains(">Chiffres actuels</a>", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Women_of_replies_without_a_number_of_them_are_not_summarized_as_none()
    {
        await Begin();
        await Accept("AGO", new Participation(DelegationSize: 4));
        await Accept("ALB", new Participation(DelegationSize: 5, Women: 2));
        await RefreshStatusAt(Deadline.AddSeconds(30));
        Assert.Contains(
            "delegates: 9\nof whom women: 2 of the 5 delegates whose reply says it (40%)\n",
            Assert.Single(launched.ToStaff).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_provider_that_is_busy_is_tried_again_and_does_not_end_the_campaign()
    {
        await Begin();
        launched.StaffOutcome = new SendOutcome.Busy(new Reason.AsWritten("down"));
        var status = await RefreshStatusAt(Deadline.AddDays(200));
        Assert.Equal((false, Deadline.AddDays(200) + Waiting.OutageRetryInterval), (status.IsOver, status.NextMoment));
        Assert.Empty(await Lines());

        launched.StaffOutcome = new SendOutcome.Accepted("taken");
        Assert.True((await RefreshStatusAt(Deadline.AddDays(200) + Waiting.OutageRetryInterval)).IsOver);
        Assert.Single(launched.ToStaff.Select(l => l.Id).Distinct());
        Assert.Single(await Lines());
    }

    [Fact]
    public async Task A_summary_that_cannot_be_sent_is_noted_in_the_journal()
    {
        await Begin();
        launched.StaffOutcome = new SendOutcome.Rejected(new Reason.AsWritten("no such domain"));
        await RefreshStatusAt(Deadline.AddMinutes(1));
        Assert.EndsWith(
            "The contact could not be notified: no such domain",
            Assert.Single(await Lines()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_letter_whose_fate_is_not_known_is_not_sent_again_and_again()
    {
        await Begin();
        launched.StaffOutcome = new SendOutcome.Unknown(new Reason.AsWritten("connection lost"));
        await RefreshStatusAt(Deadline.AddMinutes(1));
        await RefreshStatusAt(Deadline.AddMinutes(20));
        Assert.Single(launched.ToStaff);
        Assert.EndsWith(
            "It is not known whether the contact was notified: connection lost",
            Assert.Single(await Lines()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_the_latest_of_several_missed_dates_is_summarized()
    {
        await Begin();
        await RefreshStatusAt(Deadline.AddDays(200));
        Assert.Contains("event over", Assert.Single(launched.ToStaff).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_was_extended_is_summed_up_again()
    {
        await Begin();
        await RefreshStatusAt(Deadline.AddMinutes(1));
        (
            await launched.Actions.Extend(
                launched.Campaign.Id,
                new LocalDateTime(2018, 2, 1, 0, 0),
                announce: false,
                Staff,
                Cancellation
            )
        ).OrThrow();
        await RefreshStatusAt(Deadline.AddMinutes(2));
        Assert.Single(launched.ToStaff);
        await RefreshStatusAt(Deadline.AddDays(11));
        Assert.Equal(2, launched.ToStaff.Select(l => l.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_campaign_that_is_paused_is_not_summed_up()
    {
        await Begin();
        (await launched.Actions.Pause(launched.Campaign.Id, Staff, Cancellation)).OrThrow();
        await RefreshStatusAt(Deadline.AddDays(1));
        Assert.Empty(launched.ToStaff);
    }

    private async Task Begin(Action<JsonObject>? edit = null)
    {
        launched = await TestCampaign.Launch(time, 3, edit);
        await launched.Reply(launched.FirstKey, "r1", new Answer.Declined());
    }

    private Task Accept(string invitee, Participation participation) =>
        launched.Reply(
            new InvitationKey(launched.Campaign.Id, new(invitee)),
            invitee,
            new Answer.Accepted(participation)
        );

    private async Task<CampaignStatus> RefreshStatusAt(DateTime moment)
    {
        time.RunUntil(moment);
        await launched.Campaigns.AdvanceDue(launched.Campaign.Id, Cancellation);
        return await new RefreshCampaignStatus(
            launched.Cache,
            launched.Campaigns,
            launched.Summaries,
            launched.Store.Invitations,
            time,
            NullLogger<RefreshCampaignStatus>.Instance
        ).Run(launched.Campaign.Id.Value, Cancellation);
    }

    private async Task<IEnumerable<string>> Lines() =>
        (await launched.Store.Campaigns.ReadJournal(launched.Campaign.Id, Cancellation))
            .Where(l => l.Event is JournalEvent.SummedUp)
            .Select(l => $"{l.Event.ToEnglish().What}: {l.Event.ToEnglish().Note}");
}
