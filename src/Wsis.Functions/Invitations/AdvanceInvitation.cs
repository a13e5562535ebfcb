using Microsoft.Azure.Functions.Worker;
using Wsis.Functions.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>Does what is due for one invitation.</summary>
public sealed class AdvanceInvitation(InvitationService invitations, CampaignCache campaigns)
{
    /// <param name="key">The invitation: the id of its orchestration.</param>
    /// <param name="cancellation">Cancelled when the host stops.</param>
    /// <returns>Where it stands then. What is no longer on the record is at rest for good.</returns>
    [Function(DurableNames.AdvanceInvitation)]
    public async Task<InvitationStatus> Run([ActivityTrigger] string key, CancellationToken cancellation)
    {
        var invitation = InvitationKey.Parse(key);
        if (await campaigns.FindFresh(invitation.Campaign, cancellation) is not { } campaign)
            return new InvitationStatus();
        if (!campaign.Sends)
            return new InvitationStatus { Held = campaign.Entry.State == CampaignState.Paused };
        return await invitations.Advance(invitation, cancellation) is { } advanced
            ? InvitationStatus.From(advanced)
            : new InvitationStatus();
    }
}
