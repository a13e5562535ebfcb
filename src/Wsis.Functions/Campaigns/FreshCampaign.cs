using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

internal static class FreshCampaign
{
    /// <summary>Finds a campaign. A cached campaign that does not send is read again, because another machine may have
    /// launched it. Otherwise an orchestration would wait for an event that it has already received.</summary>
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
