using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Webhooks;

/// <summary>Finds the invitee that a confirmation names.</summary>
public sealed class ConfirmationFinder(ReplyLinks links, CampaignCache campaigns, IInvitationStore store)
{
    internal Task<InviteeMatch> Find(InviteeReference who, CancellationToken cancellation) =>
        who switch
        {
            InviteeReference.ByToken named => ByToken(named.Token, cancellation),
            InviteeReference.ById named => ById(named.Campaign, named.Invitee, cancellation),
            InviteeReference.ByAddress named => ByAddress(named.Campaign, named.Address, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(who), who, null),
        };

    private async Task<InviteeMatch> ByToken(string token, CancellationToken cancellation)
    {
        if (!links.TryReadFromMail(token, out var link))
            return new InviteeMatch.Unmatched(new Reason.TokenNotValid());
        var found = await ById(link.Value.Key.Campaign.Value, link.Value.Key.Invitee.Value, cancellation);
        return
            found is InviteeMatch.Matched { Row.Value: var invitation }
            && invitation.LinkGeneration != link.Value.Generation
            ? new InviteeMatch.Unmatched(new Reason.TokenReplaced(), invitation.Campaign, invitation.Key)
            : found;
    }

    private async Task<InviteeMatch> ById(string id, string invitee, CancellationToken cancellation)
    {
        if (await Campaign(id, cancellation) is not { } campaign)
            return NoCampaign;
        return
            InviteeId.TryParse(invitee, out var known)
            && await store.Find(campaign.PartitionOf(new InvitationKey(campaign.Entry.Id, known)), known, cancellation)
                is { } row
            ? new InviteeMatch.Matched(campaign, row)
            : new InviteeMatch.Unmatched(new Reason.UnknownInvitee(), campaign.Entry.Id);
    }

    private async Task<InviteeMatch> ByAddress(string id, string address, CancellationToken cancellation)
    {
        if (await Campaign(id, cancellation) is not { } campaign)
            return NoCampaign;
        var page = await store.List(
            campaign.Entry.Id,
            campaign.Entry.Buckets,
            InvitationFilter.None with
            {
                Address = address,
            },
            top: 2,
            continuation: null,
            cancellation
        );
        return page.Items switch
        {
            [var one] => new InviteeMatch.Matched(campaign, one),
            [] => new InviteeMatch.Unmatched(new Reason.UnknownAddress(), campaign.Entry.Id),
            _ => new InviteeMatch.Unmatched(new Reason.AmbiguousAddress(), campaign.Entry.Id),
        };
    }

    private static InviteeMatch.Unmatched NoCampaign => new(new Reason.UnknownCampaign());

    private async Task<LoadedCampaign?> Campaign(string id, CancellationToken cancellation) =>
        CampaignId.TryParse(id, out var campaign) ? await campaigns.Find(campaign, cancellation) : null;
}

/// <summary>The invitee of a confirmation, or the reason why none matches.</summary>
internal abstract record InviteeMatch
{
    private InviteeMatch() { }

    public sealed record Matched(LoadedCampaign Campaign, Versioned<Invitation> Row) : InviteeMatch;

    /// <summary>No invitee matches, or several do. A person must decide.</summary>
    /// <param name="Reason">The reason.</param>
    /// <param name="Campaign">The campaign; null where it is not known.</param>
    /// <param name="Invitation">The invitation; null where it is not known.</param>
    public sealed record Unmatched(Reason Reason, CampaignId? Campaign = null, InvitationKey? Invitation = null)
        : InviteeMatch;
}
