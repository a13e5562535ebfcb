using System.Collections.Concurrent;
using System.Collections.Frozen;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Finds the invitation that an e-mail belongs to: by the address it was sent to, or else by the one it came
/// from.</summary>
public sealed class SenderMatcher(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    CampaignCache campaigns,
    ReplyLinks links,
    TimeProvider clock
)
{
    /// <summary>How often a campaign is read again for an address that is not known. Invitees are added now and then;
    /// an address may also be made up.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<CampaignId, (FrozenDictionary<string, InviteeId> Tags, long ReadAt)> known =
    [];

    /// <summary>The invitation whose letters name one of these addresses for replies; null where none does.</summary>
    public async Task<InvitationKey?> ByRecipient(IEnumerable<string> recipients, CancellationToken cancellation)
    {
        foreach (var recipient in recipients)
            if (
                ReplyAddress.TryParse(recipient, out var address)
                && await Find(address.Value, cancellation) is { } invitation
            )
                return invitation;
        return null;
    }

    /// <summary>Finds the invitation of an address in all running and paused campaigns. Null if there are several or
    /// none. Anybody can write any address into a mail, so a match is only a proposal to staff.</summary>
    public async Task<InvitationKey?> BySender(string address, CancellationToken cancellation)
    {
        if (!EmailAddress.IsValid(address))
            return null;
        var found = new List<InvitationKey>();
        await foreach (var entry in campaignStore.List(cancellation))
            if (entry.State is CampaignState.Running or CampaignState.Paused)
                found.AddRange(
                    (
                        await invitationStore.List(
                            entry.Id,
                            entry.Buckets,
                            new InvitationFilter(Address: address),
                            2,
                            null,
                            cancellation
                        )
                    ).Items.Select(s => s.Value.Key)
                );
        return found is [var one] ? one : null;
    }

    private async Task<InvitationKey?> Find(ReplyAddress address, CancellationToken cancellation)
    {
        if (await campaigns.Find(address.Campaign, cancellation) is not { } campaign)
            return null;
        if (
            !known.TryGetValue(address.Campaign, out var reading)
            || (!reading.Tags.ContainsKey(address.Tag) && clock.GetElapsedTime(reading.ReadAt) > Freshness)
        )
            known[address.Campaign] = reading = (await Tags(campaign, cancellation), clock.GetTimestamp());
        return reading.Tags.TryGetValue(address.Tag, out var invitee)
            ? new InvitationKey(address.Campaign, invitee)
            : null;
    }

    private async Task<FrozenDictionary<string, InviteeId>> Tags(
        LoadedCampaign campaign,
        CancellationToken cancellation
    )
    {
        var tags = new Dictionary<string, InviteeId>(StringComparer.Ordinal);
        var rows = invitationStore.ListAll(
            campaign.Entry.Id,
            campaign.Entry.Buckets,
            InvitationFilter.None,
            cancellation
        );
        await foreach (var (invitation, _) in rows)
        foreach (var tag in links.MailTags(invitation.Key))
            tags[tag] = invitation.Invitee.Id;
        return tags.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
