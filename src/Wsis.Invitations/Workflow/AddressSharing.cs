using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Finds who else has an address: what names somebody by it alone goes to staff.</summary>
internal static class AddressSharing
{
    /// <summary>The most invitees with an address that a correction names.</summary>
    private const int MaxSharing = 10;

    /// <summary>The other invitees of the campaign that have one of these addresses and are not withdrawn, for the
    /// journal. Null if there are none.</summary>
    public static async Task<string?> Find(
        IInvitationStore store,
        CampaignEntry campaign,
        InviteeId invitee,
        string addresses,
        CancellationToken cancellation
    )
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var address in EmailAddress.Split(addresses))
        {
            var filter = new InvitationFilter(Address: address);
            var page = await store.List(campaign.Id, campaign.Buckets, filter, MaxSharing, null, cancellation);
            ids.UnionWith(
                page.Items.Where(i => i.Value.Phase != Phase.Withdrawn && i.Value.Invitee.Id != invitee)
                    .Select(i => i.Value.Invitee.Id.Value)
            );
        }
        return ids.Count == 0 ? null : string.Join(", ", ids);
    }
}
