using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.InMemory;

namespace Wsis.Local.Tests;

public sealed class EmbeddedRunnerTests
{
    [Fact]
    public async Task Who_replies_while_the_runner_reads_who_waits_is_seen_to_at_once_and_not_when_the_row_said()
    {
        var store = new FaultyStore(new MemoryInvitationStore());
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var catalogue = new CampaignCatalogue(store, new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test"), settings, TimeProvider.System);
        using var queue = new WakeQueue(TimeProvider.System);
        var invitations = new InvitationService(store, new PickupFolder.PickupMailer(Path.GetTempPath(), TimeProvider.System), catalogue, queue, settings, TimeProvider.System);
        using var runner = new EmbeddedRunner(queue, invitations, catalogue, store, new RunnerLog(), TimeProvider.System, NullLogger<EmbeddedRunner>.Instance);
        Assert.False(runner.IsIdle, "It has not read yet who waits.");
        var campaign = await new CampaignService(store, catalogue, invitations, settings, TimeProvider.System).Import(Application.Sample, CancellationToken.None);

        var atOnce = Instant.FromUtc(2017, 11, 1, 9, 0);
        store.OnListed = () => queue.Set(Application.Key("CHE"), atOnce);
        await runner.Repair(campaign, CancellationToken.None);

        Assert.Equal(atOnce, queue.WakeOf(Application.Key("CHE")));
        Assert.True(queue.WakeOf(Application.Key("FRA")) > atOnce);
    }
}
