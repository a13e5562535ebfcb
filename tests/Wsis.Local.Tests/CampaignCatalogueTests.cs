using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Store;

namespace Wsis.Local.Tests;

public sealed class CampaignCatalogueTests
{
    [Fact]
    public async Task A_campaign_that_is_launched_while_somebody_reads_it_sends()
    {
        var store = new FaultyStore(new MemoryInvitationStore());
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
        var catalogue = new CampaignCatalogue(store, links, new CampaignSettings(new Uri("https://site.example/")), TimeProvider.System);
        var source = Application.Sample.Source;
        var draft = (await store.SaveCampaign(new CampaignEntry { Id = Application.Sample.Campaign!.Id, Source = source, State = CampaignState.Draft, Buckets = 16 }, [], CancellationToken.None))!;
        store.OnLetters = async () =>
        {
            store.OnLetters = null;
            await store.SaveCampaign(draft with { State = CampaignState.Running }, [], CancellationToken.None);
            catalogue.Changed(draft.Id);
        };
        Assert.False((await catalogue.Get(draft.Id, CancellationToken.None)).Sends);
        Assert.True((await catalogue.Get(draft.Id, CancellationToken.None)).Sends);
    }
}
