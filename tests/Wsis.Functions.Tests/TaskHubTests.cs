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
    private TestCampaign engine = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_campaign_is_launched_reminded_answered_and_summed_up()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 20, 60), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(() => engine.Sent.Count == Invitees);
        await engine.Reply(engine.FirstKey, "r1", new Answer.Declined());
        await TestTaskHub.Until(() => engine.StepsSentTo(engine.FirstKey).Contains("acknowledgement-1"));
        await TestTaskHub.Until(async () =>
            (await engine.Store.Invitations.Count(engine.Campaign.Id, engine.Campaign.Buckets, default)).In(
                Phase.Unanswered
            )
            == Invitees - 1
        );

        Assert.Equal(2 * Invitees, engine.Sent.Distinct().Count());
        Assert.Equal(engine.Sent.Distinct().Count(), engine.Sent.Count);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusOf(engine.Campaign.Id.Value));
    }

    [Fact]
    public async Task Invitations_of_the_launch_have_no_orchestration_before_their_letter()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(25, 60, 90), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            (
                await hub.Client.GetInstanceAsync(engine.Campaign.Id.Value, true, Cancellation)
            )?.SerializedCustomStatus?.Contains("\"SendsNext\":true", StringComparison.Ordinal)
                is true
        );
        Assert.Null(await hub.StatusOf(engine.FirstKey.ToString()));
        await TestTaskHub.Until(() => engine.Sent.Count == Invitees);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
    }

    [Fact]
    public async Task A_second_launch_sends_nothing_twice()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 60, 90), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(() => engine.Sent.Count == Invitees);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancellation);
        Assert.Equal(Invitees, engine.Sent.Count);
    }

    [Fact]
    public async Task A_reply_is_acknowledged_by_the_request_that_records_it_and_its_event_ends_the_orchestration()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 60, 90), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
        await engine.Reply(engine.FirstKey, "r1", new Answer.Declined());
        Assert.Equal(["invitation", "acknowledgement-1"], engine.StepsSentTo(engine.FirstKey));
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );
        Assert.Contains(
            "\"Answered\"",
            (await hub.Client.GetInstanceAsync(engine.FirstKey.ToString(), true, Cancellation))!.SerializedCustomStatus,
            StringComparison.Ordinal
        );
        Assert.Equal(0, engine.Advances);
    }

    [Fact]
    public async Task A_provider_that_does_not_respond_delays_no_reply()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 60, 90), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(() => engine.Sent.Count == 1);
        var provider = new TaskCompletionSource();
        engine.Provider = provider.Task;
        await engine
            .Reply(engine.FirstKey, "r1", new Answer.Declined())
            .WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);
        Assert.Equal(Phase.Answered, engine.Row(engine.FirstKey).Phase);
        Assert.Single(engine.Sent);

        provider.SetResult();
        await TestTaskHub.Until(() => engine.Row(engine.FirstKey).WakeAt is null);
        Assert.Equal(["invitation", "acknowledgement-1"], engine.StepsSentTo(engine.FirstKey));
    }

    [Fact]
    public async Task An_orchestration_that_has_ended_is_started_again_by_a_signal_with_a_moment_to_wait_for()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 10, 20), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );

        // The test hub swallows events for what has ended where the real ones refuse them (FailedPrecondition): the
        // waker's other branch is played here.
        await engine.Instances.Start(
            engine.FirstKey,
            new InvitationStatus { WakeAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60) },
            Cancellation
        );
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
    }

    [Fact]
    public async Task One_that_is_alive_is_not_started_again()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(60, 70, 90), tasks);
        var status = InvitationStatus.From(engine.Row(engine.FirstKey), engine.Row(engine.FirstKey).WakeAt);
        Assert.True(await engine.Instances.Start(engine.FirstKey, status, Cancellation));
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Running
        );
        Assert.False(await engine.Instances.Start(engine.FirstKey, status, Cancellation));
    }

    [Fact]
    public async Task Simultaneous_events_and_split_timers_give_the_same_result()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine, longestTimer: TimeSpan.FromSeconds(1));
        engine = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 20, 50), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(() => engine.Sent.Count == 1);
        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ =>
                    hub.Client.RaiseEventAsync(
                        engine.FirstKey.ToString(),
                        InvitationOrchestration.Changed,
                        null,
                        Cancellation
                    )
                )
        );
        await TestTaskHub.Until(async () =>
            await hub.StatusOf(engine.FirstKey.ToString()) == OrchestrationRuntimeStatus.Completed
        );
        Assert.Equal(["invitation", "reminder-1"], engine.StepsSentTo(engine.FirstKey));
        Assert.Equal(Phase.Unanswered, engine.Row(engine.FirstKey).Phase);
    }

    [Fact]
    public async Task An_instance_begun_under_one_version_goes_on_under_the_next()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, 1, TestCampaign.Seconds(0, 60, 90), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(() => engine.Sent.Count == 1);

        // The upgrade: the reminder is gone, and there is another that the first version knew nothing of.
        await engine.Replace(campaign =>
        {
            TestCampaign.Seconds(0, 60, 90)(campaign);
            campaign["steps"] = new System.Text.Json.Nodes.JsonArray(
                TestCampaign.Step("invitation", "invitation", "sending"),
                TestCampaign.Step("last-call", "reminder", "sending + PT5S")
            );
        });
        await TestTaskHub.Until(() => engine.Sent.Count == 2);
        Assert.Equal(["invitation", "last-call"], engine.StepsSentTo(engine.FirstKey));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusOf(engine.FirstKey.ToString()));
    }
}
