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
    private TestCampaign launched = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erasing_a_campaign_leaves_no_instance()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 3000, 9000), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(async () => (await Statuses(hub)).Count > Invitees);
        var closed = (await launched.Actions.Close(launched.Campaign.Id, new Actor("staff"), Cancellation)).OrThrow();
        await launched.Runner.Changed(closed, Cancellation);
        await TestTaskHub.Until(async () => (await Statuses(hub)).All(s => s == OrchestrationRuntimeStatus.Completed));

        var erased = (await CreateErasure().Erase(closed.Id, true, new Actor("staff"), Cancellation)).OrThrow();
        Assert.Equal((CampaignState.Erased, 0), (erased.Campaign.State, erased.OrchestrationsLeft));
        Assert.Empty(await Statuses(hub));
    }

    [Fact]
    public async Task An_erasure_ends_what_still_runs_and_says_so_until_nothing_is_left()
    {
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 3000, 9000), tasks);
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(async () => (await Statuses(hub)).Count > Invitees);
        // The hub is not notified of the end.
        var closed = (await launched.Actions.Close(launched.Campaign.Id, new Actor("staff"), Cancellation)).OrThrow();

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
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        launched = await TestCampaign.Launch(TimeProvider.System, Invitees, TestCampaign.Seconds(0, 3000, 9000), tasks);
        var id = launched.Campaign.Id;
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(async () =>
            (await Statuses(hub)).Count(s => s == OrchestrationRuntimeStatus.Running) > Invitees
        );

        var ended = (
            cancelled
                ? await launched.Actions.Cancel(id, null, new Actor("staff"), Cancellation)
                : await launched.Actions.Close(id, new Actor("staff"), Cancellation)
        ).OrThrow();
        await launched.Runner.Changed(ended, Cancellation);

        await TestTaskHub.Until(async () => (await Statuses(hub)).All(s => s == OrchestrationRuntimeStatus.Completed));
        Assert.Equal(Invitees, launched.Sent.Count);
        await Purge(TimeSpan.FromHours(1));
        Assert.True((await Statuses(hub)).Count > Invitees);
        await Purge(TimeSpan.Zero);
        Assert.Empty(await Statuses(hub));
    }

    private CampaignErasure CreateErasure() =>
        new(
            launched.Store.Campaigns,
            launched.Store.Invitations,
            launched.Store.Correspondence,
            launched.Store.Messages,
            launched.Store.Idempotency,
            launched.Cache,
            launched.Clock,
            runner: launched.Runner
        );

    private Task Purge(TimeSpan retention) =>
        new PurgeEnded(
            new CampaignInstances(tasks),
            launched.Store.Campaigns,
            launched.Cache,
            tasks,
            new TaskHubOptions { Retention = retention },
            launched.Clock,
            NullLogger<PurgeEnded>.Instance
        ).Purge(Cancellation);

    private static async Task<List<OrchestrationRuntimeStatus>> Statuses(TestTaskHub hub) =>
        await hub
            .Client.GetAllInstancesAsync(new OrchestrationQuery())
            .Select(i => i.RuntimeStatus)
            .ToListAsync(Cancellation);
}
