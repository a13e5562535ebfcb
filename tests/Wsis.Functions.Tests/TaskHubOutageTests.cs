using NodaTime.Extensions;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Replies;

namespace Wsis.Functions.Tests;

/// <summary>The task hub is lost, or has no worker, between the invitations and the reminders.</summary>
public sealed class TaskHubOutageTests
{
    private const int Invitees = 12;

    private readonly TaskHub tasks = new();
    private TestCampaign launched = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repair_after_the_loss_of_the_task_hub_restarts_everything_and_sends_nothing_twice()
    {
        await using (var lost = await TestTaskHub.Start(tasks, () => launched))
        {
            launched = await TestCampaign.Launch(
                TimeProvider.System,
                Invitees,
                TestCampaign.Seconds(0, 30, 600),
                tasks
            );
            await launched.Runner.Changed(launched.Campaign, Cancellation);
            await TestTaskHub.Until(() => lost.IsIdle(launched));
        }
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        var report = await launched.Runner.Repair(launched.Campaign, Cancellation);
        // The campaign's orchestration, which the repair starts first, may start some itself.
        Assert.Equal((Invitees, 0), (report.Looked, report.Woken));
        await TestTaskHub.Until(() => hub.IsIdle(launched));
        await Reminded(hub, Invitees);
        Assert.Equal(2 * Invitees, launched.Sent.Count);
        Assert.Equal(launched.Sent.Count, launched.Sent.Distinct().Count());
    }

    [Fact]
    public async Task A_worker_that_is_started_again_in_the_middle_goes_on_from_the_history_and_nothing_is_sent_twice()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 30, 600), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => hub.IsIdle(launched));

        // Reminders become due and a reply arrives while the hub has no worker.
        await hub.EndWorker();
        await launched.Reply(launched.FirstKey, "r1", new Answer.Declined());
        await TestTaskHub.Until(() =>
            TimeProvider.System.GetCurrentInstant() > launched.Row(new(launched.Campaign.Id, new("ALB"))).WakeAt
        );
        Assert.Equal(Invitees + 1, launched.Sent.Count);
        await hub.StartWorker();

        await Reminded(hub, Invitees - 1);
        Assert.Equal(2 * Invitees, launched.Sent.Count);
        Assert.Equal(launched.Sent.Count, launched.Sent.Distinct().Count());
        Assert.Equal(["invitation", "acknowledgement-1"], launched.StepsSentTo(launched.FirstKey));
    }

    /// <summary>Waits until so many were reminded, and their orchestrations wait for the deadline.</summary>
    private Task Reminded(TestTaskHub hub, int invitees) =>
        TestTaskHub.Until(async () =>
        {
            var deadline = (await launched.Cache.Get(launched.Campaign.Id, Cancellation))
                .Planner
                .Schedule
                .DeadlineInstant;
            var standings = await Task.WhenAll(
                (await launched.Rows()).Select(i => hub.ReadStatus<InvitationStatus>(i.Key.ToString()))
            );
            return standings.Count(s => s?.WakeAt == deadline.ToDateTimeUtc()) == invitees
                && launched.Sent.Count(d => d.Step.Value == "reminder-1") == invitees;
        });
}
