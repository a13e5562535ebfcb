using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Counts the changes of a list between its import and the launch. Each voids the approvals: they are for a
/// list as it was.</summary>
public sealed class DraftListChanges(ICampaignStore store, CampaignCache campaigns)
{
    private const int MaxAttempts = 10;

    /// <summary>Counts a change before it is made. After the launch nothing is counted. An interruption between the two
    /// costs an approval, and never lets one stand for another list.</summary>
    /// <exception cref="CampaignChangedException">Others keep changing the campaign.</exception>
    public async Task Count(CampaignId id, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.Find(id, cancellation) is not { Value: { State: CampaignState.Draft } entry } row)
                return;
            var counted = entry with { ListChanges = entry.ListChanges + 1 };
            var saved = await store.Save(counted, row.Version, [], cancellation);
            campaigns.Changed(id);
            if (saved is not null)
                return;
        }
        throw new CampaignChangedException(id);
    }
}
