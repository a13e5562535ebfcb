using System.Text.Json.Nodes;
using Wsis.Functions.Invitations;
using Wsis.Functions.Tests.Virtual;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Tests;

/// <summary>One invitation's orchestration on virtual time, over the real services: eight weeks of the sample campaign
/// in each test. It waits for its letters itself, as it does in a campaign that an earlier version launched.</summary>
public sealed class InvitationOrchestrationTests
{
    private static readonly DateTime Launch = new(2017, 12, 8, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Sending = new(2017, 12, 8, 8, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime FirstReminder = Sending.AddDays(24);
    private static readonly DateTime Deadline = new(2018, 1, 21, 23, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Briefing = Deadline.AddDays(8);
    private static readonly DateTime End = new(2018, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] AllReminders = ["invitation", "reminder-1", "reminder-2", "last-call"];

    private readonly VirtualTime time = new(Launch);
    private TestCampaign launched = null!;
    private VirtualInstance instance = null!;
    private bool down;

    [Fact]
    public async Task Without_an_answer_every_letter_is_sent_once_and_the_orchestration_ends_at_the_deadline()
    {
        await Begin();
        time.RunUntil(End);
        Assert.Equal(AllReminders, launched.StepsSentTo(launched.FirstKey));
        Assert.Equal(Phase.Unanswered, launched.Row(launched.FirstKey).Phase);
        Assert.True(instance.IsCompleted);
        Assert.Equal(5, instance.Calls.Count);
    }

    [Theory]
    [InlineData(-86400)]
    [InlineData(-0.3)]
    [InlineData(-0.1)]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(86400)]
    public async Task A_reply_before_at_or_after_a_timer_is_acknowledged_at_once_and_ends_the_reminders(double seconds)
    {
        await Begin();
        ReplyAt(FirstReminder.AddSeconds(seconds), "r1", new Answer.Declined());
        time.RunUntil(FirstReminder.AddSeconds(seconds + 5));
        Assert.Equal(1, launched.StepsSentTo(launched.FirstKey).Count(s => s == "acknowledgement-1"));
        time.RunUntil(End);
        var steps = launched.StepsSentTo(launched.FirstKey).ToList();
        Assert.Equal(steps.Distinct(), steps);
        Assert.DoesNotContain("reminder-2", steps);
        Assert.True(instance.IsCompleted);
    }

    [Fact]
    public async Task Two_replies_at_once_cost_one_look_and_the_latest_is_acknowledged()
    {
        await Begin();
        ReplyAt(Sending.AddDays(1), "r1", new Answer.Accepted(new Participation()));
        ReplyAt(Sending.AddDays(1), "r2", new Answer.Declined());
        time.RunUntil(Sending.AddDays(2));
        Assert.Equal(["invitation", "acknowledgement-2"], launched.StepsSentTo(launched.FirstKey));
        Assert.Equal(2, instance.Calls.Count);
    }

    [Fact]
    public async Task An_event_between_two_waits_is_not_lost()
    {
        await Begin();
        // The activity of the first reminder is running when the reply arrives, so no orchestration waits for it.
        ReplyAt(FirstReminder + (VirtualInstance.Latency / 2), "r1", new Answer.Accepted(new Participation()));
        ReplyAt(FirstReminder + (VirtualInstance.Latency * 0.9), "r2", new Answer.Declined());
        time.RunUntil(FirstReminder.AddSeconds(5));
        Assert.Equal("acknowledgement-2", launched.StepsSentTo(launched.FirstKey).Last());
    }

    [Fact]
    public async Task An_event_with_a_status_sets_the_timer_without_reading_the_row()
    {
        await Begin();
        time.At(
            Launch.AddHours(1),
            () =>
                instance.Raise(
                    InvitationOrchestration.Changed,
                    new InvitationStatus
                    {
                        Version = 5,
                        Phase = "Answered",
                        WakeAt = Briefing,
                    }
                )
        );
        time.RunUntil(Briefing.AddSeconds(-1));
        Assert.Empty(instance.Calls);
        time.At(
            Briefing.AddSeconds(-1),
            () => instance.Raise(InvitationOrchestration.Changed, new InvitationStatus { Version = 6 })
        );
        time.RunUntil(End);
        Assert.Empty(instance.Calls);
        Assert.True(instance.IsCompleted);
    }

    [Fact]
    public async Task An_event_older_than_a_processed_one_is_ignored()
    {
        await Begin();
        time.At(
            Launch.AddHours(1),
            () =>
                instance.Raise(InvitationOrchestration.Changed, new InvitationStatus { Version = 6, WakeAt = Briefing })
        );
        time.At(
            Launch.AddHours(1),
            () => instance.Raise(InvitationOrchestration.Changed, new InvitationStatus { Version = 5 })
        );
        time.RunUntil(Briefing.AddSeconds(-1));
        Assert.False(instance.IsCompleted);
        time.RunUntil(Briefing.AddSeconds(1));
        Assert.Single(instance.Calls);
    }

    [Fact]
    public async Task An_event_without_a_status_makes_it_read_the_row()
    {
        await Begin();
        time.At(Launch.AddHours(1), () => instance.Raise(InvitationOrchestration.Changed));
        time.RunUntil(Launch.AddHours(1).AddSeconds(5));
        Assert.Single(instance.Calls);
        Assert.False(instance.IsCompleted);
    }

    [Fact]
    public async Task A_life_of_very_many_turns_goes_on_as_new_and_loses_no_event()
    {
        await Begin();
        var at = Sending.AddHours(1);
        // Some come alone, some in pairs of which the second meets the activity of the first, so that one of them meets
        // the new generation.
        for (var i = 0; i < 260; i++, at = at.AddSeconds(i % 2 == 0 ? 0.15 : 60))
            ReplyAt(at, $"r{i}", new Answer.Accepted(new Participation(DelegationSize: 1 + (i % 9))));
        time.RunUntil(at.AddMinutes(1));
        Assert.True(instance.Generations > 1);
        Assert.Null(instance.Failure);
        Assert.Equal("acknowledgement-260", launched.StepsSentTo(launched.FirstKey).Last());
        Assert.Equal(Briefing, launched.Row(launched.FirstKey).WakeAt?.ToDateTimeUtc());
    }

    [Fact]
    public async Task A_store_that_is_down_for_a_day_does_not_fail_it_and_the_status_gives_the_reason()
    {
        await Begin();
        time.At(Sending.AddHours(-1), () => down = true);
        time.RunUntil(Sending.AddHours(12));
        Assert.Contains(
            "down",
            Assert.IsType<InvitationStatus>(instance.Statuses[^1]).LastError,
            StringComparison.Ordinal
        );
        time.At(Sending.AddHours(23), () => down = false);
        time.RunUntil(Sending.AddHours(24));
        Assert.Equal(["invitation"], launched.StepsSentTo(launched.FirstKey));
        Assert.Null(((InvitationStatus)instance.Statuses[^1]!).LastError);
        Assert.True(instance.Calls.Count < 600, "A day's outage must not be answered by a storm of tries.");
    }

    [Fact]
    public async Task A_paused_campaign_holds_it_without_a_timer_until_it_is_woken()
    {
        await Begin();
        time.At(
            FirstReminder.AddDays(-1),
            () => launched.Actions.Pause(launched.Campaign.Id, new Actor("staff"), default).Wait()
        );
        time.RunUntil(FirstReminder.AddDays(10));
        Assert.Equal(["invitation"], launched.StepsSentTo(launched.FirstKey));
        Assert.True(((InvitationStatus)instance.Statuses[^1]!).Held);
        Assert.False(instance.IsCompleted);

        await launched.Actions.Resume(launched.Campaign.Id, new Actor("staff"), TestContext.Current.CancellationToken);
        instance.Raise(InvitationOrchestration.Changed);
        time.RunUntil(FirstReminder.AddDays(10).AddSeconds(5));
        // Both reminders are due by now; only the later one is sent.
        Assert.Equal(["invitation", "reminder-2"], launched.StepsSentTo(launched.FirstKey));
    }

    [Fact]
    public async Task An_orchestration_started_with_a_time_begins_by_waiting()
    {
        await Begin();
        time.RunUntil(Sending.AddSeconds(-5));
        Assert.Empty(instance.Calls);
        time.RunUntil(Sending.AddSeconds(5));
        Assert.Single(instance.Calls);
    }

    [Fact]
    public async Task Without_input_it_looks_first()
    {
        await Begin(given: false);
        time.RunUntil(Launch.AddSeconds(5));
        Assert.Single(instance.Calls);
        Assert.Equal("Scheduled", ((InvitationStatus)instance.Statuses[^1]!).Phase);
    }

    [Fact]
    public async Task An_invitation_that_is_no_longer_on_the_record_ends_it()
    {
        await Begin();
        instance.Activities[DurableNames.AdvanceInvitation] = async _ =>
            await launched.Advance("wsis-forum-2018:NOBODY");
        time.RunUntil(End);
        Assert.True(instance.IsCompleted);
    }

    [Fact]
    public async Task In_mid_campaign_a_plan_with_a_step_more_and_one_less_is_followed_from_there_on()
    {
        await Begin(edit: TestCampaign.Without("reminder-2"));
        time.At(FirstReminder.AddDays(1), () => launched.Replace(TestCampaign.Without("last-call")).Wait());
        time.RunUntil(End);
        Assert.Equal(["invitation", "reminder-1", "reminder-2"], launched.StepsSentTo(launched.FirstKey));
        Assert.True(instance.IsCompleted);
    }

    private async Task Begin(bool given = true, Action<JsonObject>? edit = null)
    {
        launched = await TestCampaign.Launch(time, edit: edit, shares: false);
        instance = new VirtualInstance(time, launched.FirstKey.ToString(), InvitationOrchestration.Run);
        instance.Activities[DurableNames.AdvanceInvitation] = async key =>
            down ? throw new InvalidOperationException("The store is down.") : await launched.Advance((string)key!);
        launched.OnChanged = invitation =>
            instance.Raise(InvitationOrchestration.Changed, InvitationStatus.From(invitation, invitation.WakeAt));
        var row = launched.Row(launched.FirstKey);
        time.At(Launch, () => instance.Start(given ? InvitationStatus.From(row, row.WakeAt) : null));
    }

    private void ReplyAt(DateTime when, string id, Answer answer) =>
        time.At(when, () => launched.Reply(launched.FirstKey, id, answer).Wait());
}
