using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.Local.Serving;

namespace Wsis.Local.Tests;

public sealed class CampaignBootstrapperTests
{
    [Fact]
    public async Task Several_programs_that_start_at_the_same_moment_bring_one_campaign_and_each_goes_on_with_it()
    {
        for (var n = 0; n < 10; n++)
        {
            var store = new FaultyStore(new InMemoryStores())
            {
                OnSave = () => Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(3)), TimeProvider.System),
            };
            var runners = Enumerable.Range(0, 3).Select(_ => new Hearing()).ToList();
            var started = await Task.WhenAll(
                runners.Select(r => Task.Run(() => Begin(store, r, SampleCampaign.Folder)))
            );
            Assert.All(started, s => Assert.Equal((CampaignState.Running, null), (s.Campaign.State, s.Why)));
            Assert.All(runners, r => Assert.Equal(CampaignState.Running, r.Heard));
            Assert.Equal(
                194,
                (await store.Invitations.Count(SampleCampaign.Folder.Campaign!.Id, 16, CancellationToken.None)).Invitees
            );
        }
    }

    [Fact]
    public async Task A_campaign_that_asks_for_a_second_person_waits_as_a_draft_and_says_so()
    {
        var (campaign, why) = await Begin(
            new InMemoryStores(),
            new Hearing(),
            SampleCampaign.With(json => json["approval"] = "second-person")
        );
        Assert.Equal(CampaignState.Draft, campaign.State);
        Assert.Contains("second person", why, StringComparison.Ordinal);
    }

    private static Task<(CampaignEntry Campaign, string? Why)> Begin(
        Stores store,
        ICampaignRunner runner,
        CampaignFolder folder
    )
    {
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var catalogue = new CampaignCache(
            store.Campaigns,
            new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test"),
            settings,
            TimeProvider.System
        );
        var invitations = new InvitationService(
            store.Invitations,
            new PickupFolder.PickupFolderMailer(Path.GetTempPath(), TimeProvider.System),
            catalogue,
            new DueQueue(TimeProvider.System),
            settings,
            TimeProvider.System
        );
        var campaigns = new CampaignService(
            store.Campaigns,
            store.Invitations,
            catalogue,
            invitations,
            settings,
            TimeProvider.System
        );
        return CampaignBootstrapper.ImportAndLaunch(
            folder,
            campaigns,
            new CampaignActions(store.Campaigns, catalogue, campaigns, runner, TimeProvider.System),
            "wsis serve",
            CancellationToken.None
        );
    }

    private sealed class Hearing : ICampaignRunner
    {
        public CampaignState? Heard { get; private set; }

        public Task Changed(CampaignEntry campaign, CancellationToken cancellation)
        {
            Heard = campaign.State;
            return Task.CompletedTask;
        }

        public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
            Task.FromResult(RepairReport.Nothing);
    }
}
