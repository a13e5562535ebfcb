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
    private TestCampaign engine = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_campaign_is_summarized_once_after_the_deadline()
    {
        await Begin();
        var before = await RefreshStatusAt(Deadline);
        Assert.Empty(engine.ToStaff);
        Assert.Equal(Deadline.AddSeconds(30), before.NextMoment);
        await RefreshStatusAt(Deadline.AddSeconds(30));
        await RefreshStatusAt(Deadline.AddSeconds(60));
        var letter = Assert.Single(engine.ToStaff);
        Assert.Equal("wsis-info@itu.example", letter.To.Single().Address);
        Assert.Equal("CL-17/051: deadline passed, 1 of 3 has answered", letter.Subject);
        Assert.Contains("The counts of 22 January 2018, 00:00:", letter.Text, StringComparison.Ordinal);
        Assert.Contains("declined: 1\nunanswered: 2\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("https://reply.example/staff/campaigns/wsis-forum-2018", letter.Html, StringComparison.Ordinal);
        Assert.Equal(["deadline passed: 1 of 3 has answered; declined 1, unanswered 2."], await Lines());
    }

    [Fact]
    public async Task A_provider_that_is_busy_is_tried_again_and_does_not_end_the_campaign()
    {
        await Begin();
        engine.StaffOutcome = new SendOutcome.Busy(new Reason.AsWritten("down"));
        var status = await RefreshStatusAt(Deadline.AddDays(200));
        Assert.Equal((false, Deadline.AddDays(200) + Waiting.OutageRetryInterval), (status.IsOver, status.NextMoment));
        Assert.Empty(await Lines());

        engine.StaffOutcome = new SendOutcome.Accepted("taken");
        Assert.True((await RefreshStatusAt(Deadline.AddDays(200) + Waiting.OutageRetryInterval)).IsOver);
        Assert.Single(engine.ToStaff.Select(l => l.Id).Distinct());
        Assert.Single(await Lines());
    }

    [Fact]
    public async Task A_summary_that_cannot_be_sent_is_noted_in_the_journal()
    {
        await Begin();
        engine.StaffOutcome = new SendOutcome.Rejected(new Reason.AsWritten("no such domain"));
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
        engine.StaffOutcome = new SendOutcome.Unknown(new Reason.AsWritten("connection lost"));
        await RefreshStatusAt(Deadline.AddMinutes(1));
        await RefreshStatusAt(Deadline.AddMinutes(20));
        Assert.Single(engine.ToStaff);
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
        Assert.Contains("event over", Assert.Single(engine.ToStaff).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_was_extended_is_summed_up_again()
    {
        await Begin();
        await RefreshStatusAt(Deadline.AddMinutes(1));
        (
            await engine.Actions.Extend(
                engine.Campaign.Id,
                new LocalDateTime(2018, 2, 1, 0, 0),
                announce: false,
                Staff,
                Cancellation
            )
        ).OrThrow();
        await RefreshStatusAt(Deadline.AddMinutes(2));
        Assert.Single(engine.ToStaff);
        await RefreshStatusAt(Deadline.AddDays(11));
        Assert.Equal(2, engine.ToStaff.Select(l => l.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_campaign_that_is_paused_is_not_summed_up()
    {
        await Begin();
        (await engine.Actions.Pause(engine.Campaign.Id, Staff, Cancellation)).OrThrow();
        await RefreshStatusAt(Deadline.AddDays(1));
        Assert.Empty(engine.ToStaff);
    }

    private async Task Begin()
    {
        engine = await TestCampaign.Launch(time, 3);
        await engine.Reply(engine.FirstKey, "r1", new Answer.Declined());
    }

    private async Task<CampaignStatus> RefreshStatusAt(DateTime moment)
    {
        time.RunUntil(moment);
        await engine.Campaigns.AdvanceDue(engine.Campaign.Id, Cancellation);
        return await new RefreshCampaignStatus(
            engine.Cache,
            engine.Campaigns,
            engine.Summaries,
            engine.Store.Invitations,
            time,
            NullLogger<RefreshCampaignStatus>.Instance
        ).Run(engine.Campaign.Id.Value, Cancellation);
    }

    private async Task<IEnumerable<string>> Lines() =>
        (await engine.Store.Campaigns.ReadJournal(engine.Campaign.Id, Cancellation))
            .Where(l => l.Event is JournalEvent.SummedUp)
            .Select(l => $"{l.Event.ToEnglish().What}: {l.Event.ToEnglish().Note}");
}
