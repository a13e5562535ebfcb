using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Tests;

/// <summary>Planned letters are sent by the campaign, many together. The orchestration of an invitation waits only for
/// what is its own.</summary>
public sealed class SharedLettersTests
{
    private const int Invitees = 12;

    private readonly TaskHub tasks = new();
    private TestCampaign launched = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_orchestration_of_an_invitation_wakes_for_a_reminder(bool isSmall)
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        await Launch(30, 600, isSmall: isSmall);
        await Reminded(Invitees);
        await TestTaskHub.Until(() => hub.IsIdle(launched));
        Assert.Equal(0, launched.Advances);
        var deadline = (await launched.Cache.Get(launched.Campaign.Id, Cancellation)).Planner.Schedule.DeadlineInstant;
        var status = await hub.ReadStatus<InvitationStatus>(launched.FirstKey.ToString());
        Assert.Equal(deadline.ToDateTimeUtc(), status?.WakeAt);
        AssertNothingTwice(2 * Invitees);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Invitations_of_a_campaign_that_an_earlier_version_launched_wait_for_their_reminders(
        string version
    )
    {
        // Version 1 is that of the launch. Version 2 is what repair starts after the loss of the hub.
        await using var hub = await TestTaskHub.Start(tasks, () => launched, version: version);
        await Launch(20, 50, shares: false);
        await Reminded(Invitees);
        await TestTaskHub.Until(async () => (await launched.Rows()).All(i => i.Phase == Phase.Unanswered));
        AssertNothingTwice(2 * Invitees);
    }

    [Fact]
    public async Task Repair_lets_the_campaign_send_reminders_for_which_nobody_waits()
    {
        // The orchestration of version 1 does not know that its campaign sends the reminders.
        await using var hub = await TestTaskHub.Start(tasks, () => launched, version: "1");
        await Launch(20, 600);
        var plan = (await launched.Cache.Get(launched.Campaign.Id, Cancellation)).Planner.For(
            launched.Row(launched.FirstKey).Invitee
        );
        await TestTaskHub.Until(() =>
            launched.Clock.GetCurrentInstant() > plan.Steps[^1].Due + Duration.FromSeconds(3)
        );
        // On a busy machine the launch may still be going on, and send a reminder instead of an invitation.
        Assert.InRange(launched.Sent.Count, Invitees, (2 * Invitees) - 1);

        var report = await launched.Runner.Repair(launched.Campaign, Cancellation);
        Assert.Equal(Invitees, report.Looked);
        await Reminded(Invitees);
        AssertNothingTwice(2 * Invitees);
    }

    [Fact]
    public async Task A_pause_over_the_time_of_a_reminder_delays_it_until_the_campaign_is_resumed()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        await Launch(30, 600);
        await TestTaskHub.Until(() => hub.IsIdle(launched));
        var staff = new Actor("staff");
        await launched.Runner.Changed(
            (await launched.Actions.Pause(launched.Campaign.Id, staff, Cancellation)).OrThrow(),
            Cancellation
        );
        var due = launched.Row(launched.FirstKey).WakeAt;
        await TestTaskHub.Until(() => launched.Clock.GetCurrentInstant() > due + Duration.FromSeconds(3));
        Assert.Equal(Invitees, launched.Sent.Count);
        await launched.Runner.Changed(
            (await launched.Actions.Resume(launched.Campaign.Id, staff, Cancellation)).OrThrow(),
            Cancellation
        );
        await Reminded(Invitees);
        AssertNothingTwice(2 * Invitees);
    }

    [Fact]
    public async Task An_office_that_moves_to_another_zone_waits_for_its_letters_itself()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        await Launch(30, 600);
        await TestTaskHub.Until(() => hub.IsIdle(launched));
        var invitee = launched.Row(launched.FirstKey).Invitee;
        await launched.Invitations.Apply(
            launched.FirstKey,
            new Signal.ParticularsCorrected(
                "c1",
                "staff",
                invitee,
                invitee with
                {
                    Zone = DateTimeZoneProviders.Tzdb["America/Lima"],
                }
            ),
            Cancellation
        );
        Assert.True(launched.Row(launched.FirstKey).IsApart);
        Assert.Equal(launched.Row(launched.FirstKey).WakeAt, launched.FindOwnWakeUp(launched.Row(launched.FirstKey)));
        await Reminded(Invitees);
        AssertNothingTwice(2 * Invitees);
    }

    [Fact]
    public async Task A_reply_ends_the_orchestration_also_before_a_letter_to_those_who_come()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        await Launch(60, 600);
        await TestTaskHub.Until(() => hub.IsIdle(launched));
        await launched.Reply(launched.FirstKey, "r1", new Answer.Accepted(new Participation()));
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );
        Assert.Equal(0, launched.Advances);
    }

    [Fact]
    public void The_letters_to_194_offices_all_over_the_world_are_due_at_few_times()
    {
        var folder = SampleCampaign.Folder;
        var campaign = folder.Campaign!;
        var planner = new Planner(campaign, [], SendingPolicy.Default);
        var times = planner.ListLetterTimes(folder.Invitees, Instant.MinValue);
        var zones = folder.Invitees.Select(i => i.Zone.Id).Distinct().Count();
        Assert.Equal((194, 194, 120), (folder.Invitees.Count, zones, times.Count));
        Assert.Equal(times.Order().Distinct(), times);
    }

    private async Task Launch(double reminder, double deadline, bool shares = true, bool isSmall = true)
    {
        launched = await TestCampaign.Launch(
            TimeProvider.System,
            Invitees,
            TestCampaign.Seconds(0, reminder, deadline),
            tasks,
            shares,
            isSmall
        );
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => launched.Sent.Count >= Invitees);
    }

    private Task Reminded(int invitees) =>
        TestTaskHub.Until(() => launched.Sent.Count(d => d.Step.Value == "reminder-1") == invitees);

    private void AssertNothingTwice(int letters)
    {
        Assert.Equal(letters, launched.Sent.Count);
        Assert.Equal(letters, launched.Sent.Distinct().Count());
    }
}
