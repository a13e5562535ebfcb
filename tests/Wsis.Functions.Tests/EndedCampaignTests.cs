using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Settings;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Tests;

/// <summary>A campaign that is over leaves nothing running in the task hub, and after a time nothing at all.</summary>
public sealed class EndedCampaignTests
{
    private const int Invitees = 12;

    private readonly TaskHub tasks = new();
    private TestCampaign engine = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erasing_a_campaign_leaves_no_instance()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 3000, 9000), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(async () => (await Statuses(hub)).Count > Invitees);
        var closed = (await engine.Actions.Close(engine.Campaign.Id, new Actor("staff"), Cancellation)).OrThrow();
        await engine.Runner.Changed(closed, Cancellation);
        await TestTaskHub.Until(async () => (await Statuses(hub)).All(s => s == OrchestrationRuntimeStatus.Completed));

        var erased = (await CreateErasure().Erase(closed.Id, true, new Actor("staff"), Cancellation)).OrThrow();
        Assert.Equal((CampaignState.Erased, 0), (erased.Campaign.State, erased.OrchestrationsLeft));
        Assert.Empty(await Statuses(hub));
    }

    [Fact]
    public async Task An_erasure_ends_what_still_runs_and_says_so_until_nothing_is_left()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 3000, 9000), tasks);
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(async () => (await Statuses(hub)).Count > Invitees);
        // The hub is not notified of the end.
        var closed = (await engine.Actions.Close(engine.Campaign.Id, new Actor("staff"), Cancellation)).OrThrow();

        var erasure = CreateErasure();
        var first = (await erasure.Erase(closed.Id, true, new Actor("staff"), Cancellation)).OrThrow();
        Assert.Equal(CampaignState.Erasing, first.Campaign.State);
        Assert.InRange(first.OrchestrationsLeft ?? 0, 1, Invitees + 2);
        ErasureProgress last = first;
        await TestTaskHub.Until(async () =>
            (last = (await erasure.Erase(closed.Id, true, new Actor("staff"), Cancellation)).OrThrow()).Campaign.State
            == CampaignState.Erased
        );
        Assert.Equal(0, last.OrchestrationsLeft);
        Assert.Empty(await Statuses(hub));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ending_a_campaign_ends_every_orchestration_and_a_purge_leaves_no_instance(bool cancelled)
    {
        await using var hub = await TestTaskHub.Start(tasks, () => engine);
        engine = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 3000, 9000), tasks);
        var id = engine.Campaign.Id;
        await engine.Runner.Changed(engine.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            (await Statuses(hub)).Count(s => s == OrchestrationRuntimeStatus.Running) > Invitees
        );

        var ended = (
            cancelled
                ? await engine.Actions.Cancel(id, null, new Actor("staff"), Cancellation)
                : await engine.Actions.Close(id, new Actor("staff"), Cancellation)
        ).OrThrow();
        await engine.Runner.Changed(ended, Cancellation);

        await TestTaskHub.Until(async () => (await Statuses(hub)).All(s => s == OrchestrationRuntimeStatus.Completed));
        Assert.Equal(Invitees, engine.Sent.Count);
        await Purge(TimeSpan.FromHours(1));
        Assert.True((await Statuses(hub)).Count > Invitees);
        await Purge(TimeSpan.Zero);
        Assert.Empty(await Statuses(hub));
    }

    private CampaignErasure CreateErasure() =>
        new(
            engine.Store.Campaigns,
            engine.Store.Invitations,
            engine.Store.Correspondence,
            engine.Store.Messages,
            engine.Store.Idempotency,
            engine.Cache,
            engine.Clock,
            runner: engine.Runner
        );

    private Task Purge(TimeSpan retention) =>
        new PurgeEnded(
            new CampaignInstances(tasks),
            engine.Store.Campaigns,
            engine.Cache,
            tasks,
            new TaskHubOptions { Retention = retention },
            engine.Clock,
            NullLogger<PurgeEnded>.Instance
        ).Purge(Cancellation);

    private static async Task<List<OrchestrationRuntimeStatus>> Statuses(TestTaskHub hub) =>
        await hub
            .Client.GetAllInstancesAsync(new OrchestrationQuery())
            .Select(i => i.RuntimeStatus)
            .ToListAsync(Cancellation);
}
