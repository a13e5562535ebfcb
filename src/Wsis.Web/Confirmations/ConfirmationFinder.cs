using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Confirmations;

/// <summary>Finds the invitee whom a confirmation names.</summary>
public sealed class ConfirmationFinder(ReplyLinks links, CampaignCatalogue campaigns, IInvitationStore store)
{
    internal Task<FoundInvitee> Find(Who who, CancellationToken cancellation) => who switch
    {
        Who.ByToken named => ByToken(named.Token, cancellation),
        Who.ById named => ById(named.Campaign, named.Invitee, cancellation),
        Who.ByAddress named => ByAddress(named.Campaign, named.Address, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(who), who, null),
    };

    private async Task<FoundInvitee> ByToken(string token, CancellationToken cancellation)
    {
        if (!links.TryRead(token, out var link))
            return new FoundInvitee.NotOne("The token is not valid.");
        var found = await ById(link.Value.Key.Campaign.Value, link.Value.Key.Invitee.Value, cancellation);
        return found is FoundInvitee.One { Row.Invitation: var invitation } && invitation.LinkGeneration != link.Value.Generation
            ? new FoundInvitee.NotOne("The token's link was replaced by a newer one.", invitation.Campaign, invitation.Key)
            : found;
    }

    private async Task<FoundInvitee> ById(string id, string invitee, CancellationToken cancellation)
    {
        if (await Campaign(id, cancellation) is not { } campaign)
            return NoCampaign;
        return InviteeId.TryParse(invitee, out var known)
            && await store.Find(campaign.PartitionOf(new InvitationKey(campaign.Entry.Id, known)), known, cancellation) is { } row
                ? new FoundInvitee.One(campaign, row)
                : new FoundInvitee.NotOne("No invitee of the campaign has this id.", campaign.Entry.Id);
    }

    private async Task<FoundInvitee> ByAddress(string id, string address, CancellationToken cancellation)
    {
        if (await Campaign(id, cancellation) is not { } campaign)
            return NoCampaign;
        var page = await store.List(campaign.Entry.Id, campaign.Entry.Buckets, InvitationFilter.None with { Address = address }, top: 2, continuation: null, cancellation);
        return page.Items switch
        {
            [var one] => new FoundInvitee.One(campaign, one),
            [] => new FoundInvitee.NotOne("No invitee of the campaign has this address.", campaign.Entry.Id),
            _ => new FoundInvitee.NotOne("Several invitees of the campaign have this address.", campaign.Entry.Id),
        };
    }

    private static FoundInvitee.NotOne NoCampaign => new("There is no such campaign.");

    private async Task<CampaignAtWork?> Campaign(string id, CancellationToken cancellation) =>
        CampaignId.TryParse(id, out var campaign) ? await campaigns.Find(campaign, cancellation) : null;
}

/// <summary>Whom a confirmation is from.</summary>
internal abstract record FoundInvitee
{
    private FoundInvitee()
    {
    }

    public sealed record One(CampaignAtWork Campaign, Stored Row) : FoundInvitee;

    /// <summary>Nobody, or one of several: a person must look.</summary>
    /// <param name="Why">The sentence that says so.</param>
    /// <param name="Campaign">The campaign, where that is known.</param>
    /// <param name="Invitation">The invitation, where it is known all the same.</param>
    public sealed record NotOne(string Why, CampaignId? Campaign = null, InvitationKey? Invitation = null) : FoundInvitee;
}
