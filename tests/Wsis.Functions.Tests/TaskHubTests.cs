using Microsoft.DurableTask.Client;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Tests;

/// <summary>Whole campaigns of some seconds through the SDK's own test host, which is up before a campaign's seconds
/// are counted.</summary>
public sealed class TaskHubTests
{
    private const int Invitees = 12;

    private readonly TaskHub tasks = new();
    private TestCampaign launched = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_campaign_is_launched_reminded_answered_and_summed_up()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 20, 60), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => launched.Sent.Count == Invitees);
        await launched.Reply(launched.FirstKey, "r1", new Answer.Declined());
        await TestTaskHub.Until(() => launched.StepsSentTo(launched.FirstKey).Contains("acknowledgement-1"));
        await TestTaskHub.Until(async () =>
            (await launched.Store.Invitations.Count(launched.Campaign.Id, launched.Campaign.Buckets, default)).In(
                Phase.Unanswered
            )
            == Invitees - 1
        );

        Assert.Equal(2 * Invitees, launched.Sent.Distinct().Count());
        Assert.Equal(launched.Sent.Distinct().Count(), launched.Sent.Count);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusOf(launched.Campaign.Id.Value));
    }

    [Fact]
    public async Task Invitations_of_the_launch_have_no_orchestration_before_their_letter()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(25, 60, 90), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            (
                await hub.Client.GetInstanceAsync(launched.Campaign.Id.Value, true, Cancellation)
            )?.SerializedCustomStatus?.Contains("\"SendsNext\":true", StringComparison.Ordinal)
                is true
        );
        Assert.Null(await hub.StatusOf(launched.FirstKey.ToString()));
        await TestTaskHub.Until(() => launched.Sent.Count == Invitees);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
    }

    [Fact]
    public async Task A_second_launch_sends_nothing_twice()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 60, 90), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => launched.Sent.Count == Invitees);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancellation);
        Assert.Equal(Invitees, launched.Sent.Count);
    }

    [Fact]
    public async Task A_reply_is_acknowledged_by_the_request_that_records_it_and_its_event_ends_the_orchestration()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 60, 90), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
        await launched.Reply(launched.FirstKey, "r1", new Answer.Declined());
        Assert.Equal(["invitation", "acknowledgement-1"], launched.StepsSentTo(launched.FirstKey));
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );
        Assert.Contains(
            "\"Answered\"",
            (
                await hub.Client.GetInstanceAsync(launched.FirstKey.ToString(), true, Cancellation)
            )!.SerializedCustomStatus,
            StringComparison.Ordinal
        );
        Assert.Equal(0, launched.Advances);
    }

    [Fact]
    public async Task A_provider_that_does_not_respond_delays_no_reply()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 60, 90), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => launched.Sent.Count == 1);
        var provider = new TaskCompletionSource();
        launched.Provider = provider.Task;
        await launched
            .Reply(launched.FirstKey, "r1", new Answer.Declined())
            .WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);
        Assert.Equal(Phase.Answered, launched.Row(launched.FirstKey).Phase);
        Assert.Single(launched.Sent);

        provider.SetResult();
        await TestTaskHub.Until(() => launched.Row(launched.FirstKey).WakeAt is null);
        Assert.Equal(["invitation", "acknowledgement-1"], launched.StepsSentTo(launched.FirstKey));
    }

    [Fact]
    public async Task An_orchestration_that_has_ended_is_started_again_by_a_signal_with_a_moment_to_wait_for()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 10, 20), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );

        // The test hub swallows events for what has ended where the real ones refuse them (FailedPrecondition): the
        // waker's other branch is played here.
        await launched.Instances.Start(
            launched.FirstKey,
            new InvitationStatus { WakeAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60) },
            Cancellation
        );
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
    }

    [Fact]
    public async Task One_that_is_alive_is_not_started_again()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(60, 70, 90), tasks);
        var status = InvitationStatus.From(launched.Row(launched.FirstKey), launched.Row(launched.FirstKey).WakeAt);
        Assert.True(await launched.Instances.Start(launched.FirstKey, status, Cancellation));
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
        Assert.False(await launched.Instances.Start(launched.FirstKey, status, Cancellation));
    }

    [Fact]
    public async Task Simultaneous_events_and_split_timers_give_the_same_result()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched, longestTimer: TimeSpan.FromSeconds(1));
        launched = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 20, 50), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => launched.Sent.Count == 1);
        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ =>
                    hub.Client.RaiseEventAsync(
                        launched.FirstKey.ToString(),
                        InvitationOrchestration.Changed,
                        null,
                        Cancellation
                    )
                )
        );
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(launched.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );
        Assert.Equal(["invitation", "reminder-1"], launched.StepsSentTo(launched.FirstKey));
        Assert.Equal(Phase.Unanswered, launched.Row(launched.FirstKey).Phase);
    }

    [Fact]
    public async Task An_instance_begun_under_one_version_goes_on_under_the_next()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 60, 90), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => launched.Sent.Count == 1);

        // The upgrade: the reminder is gone, and there is another that the first version knew nothing of.
        await launched.Replace(campaign =>
        {
            TestCampaign.Seconds(0, 60, 90)(campaign);
            campaign["steps"] = new System.Text.Json.Nodes.JsonArray(
                TestCampaign.Step("invitation", "invitation", "sending"),
                TestCampaign.Step("last-call", "reminder", "sending + PT5S")
            );
        });
        await TestTaskHub.Until(() => launched.Sent.Count == 2);
        Assert.Equal(["invitation", "last-call"], launched.StepsSentTo(launched.FirstKey));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusOf(launched.FirstKey.ToString()));
    }
}
