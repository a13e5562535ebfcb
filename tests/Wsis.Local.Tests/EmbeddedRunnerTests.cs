using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wsis.InMemory;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;

namespace Wsis.Local.Tests;

public sealed class EmbeddedRunnerTests
{
    [Fact]
    public async Task A_reply_while_the_runner_loads_its_queue_is_processed_at_once()
    {
        var store = new FaultyStore(new InMemoryStores());
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var cache = new CampaignCache(
            store.Campaigns,
            new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test"),
            settings,
            TimeProvider.System
        );
        using var queue = new DueQueue(TimeProvider.System);
        var invitations = new InvitationService(
            store.Invitations,
            new PickupFolder.PickupFolderMailer(Path.GetTempPath(), TimeProvider.System),
            cache,
            queue,
            settings,
            TimeProvider.System
        );
        using var runner = new EmbeddedRunner(
            queue,
            invitations,
            cache,
            store.Campaigns,
            store.Invitations,
            new RunnerStatus(),
            TimeProvider.System,
            NullLogger<EmbeddedRunner>.Instance
        );
        Assert.False(runner.IsIdle, "It has not read the due invitations yet.");
        var campaign = await new CampaignService(
            store.Campaigns,
            store.Invitations,
            cache,
            invitations,
            settings,
            TimeProvider.System
        ).Import(SampleCampaign.Folder, CancellationToken.None);

        var atOnce = Instant.FromUtc(2017, 11, 1, 9, 0);
        store.OnListed = () => queue.Set(TestHost.Key("CHE"), atOnce);
        await runner.Repair(campaign, CancellationToken.None);

        Assert.Equal(atOnce, queue.FindWakeUp(TestHost.Key("CHE")));
        Assert.True(queue.FindWakeUp(TestHost.Key("FRA")) > atOnce);
    }
}
