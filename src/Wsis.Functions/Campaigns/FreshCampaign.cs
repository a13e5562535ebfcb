using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

internal static class FreshCampaign
{
    /// <summary>The campaign; one that is remembered as holding letters back is read again: it may have been launched
    /// on another machine just now, and whoever were told "not yet" would wait for a word that has come
    /// already.</summary>
    public static async Task<LoadedCampaign?> FindFresh(
        this CampaignCache campaigns,
        CampaignId id,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is { Sends: true } sending)
            return sending;
        campaigns.Changed(id);
        return await campaigns.Find(id, cancellation);
    }
}
