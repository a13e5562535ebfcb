using Microsoft.Azure.Functions.Worker;
using NodaTime.Extensions;
using Wsis.Functions.Campaigns;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>Advances one invitation.</summary>
public sealed class AdvanceInvitation(InvitationService invitations, CampaignCache campaigns, TimeProvider clock)
{
    /// <param name="key">The key of the invitation, which is the id of its orchestration.</param>
    /// <param name="cancellation">Cancelled when the host stops.</param>
    /// <returns>The status after that. An invitation that is not in the store is permanently at rest.</returns>
    [Function(DurableNames.AdvanceInvitation)]
    public async Task<InvitationStatus> Run([ActivityTrigger] string key, CancellationToken cancellation)
    {
        var invitation = InvitationKey.Parse(key);
        if (await campaigns.FindFresh(invitation.Campaign, cancellation) is not { } campaign)
            return new InvitationStatus();
        if (!campaign.Sends)
            return new InvitationStatus { Held = campaign.Entry.State == CampaignState.Paused };
        return await invitations.Advance(invitation, cancellation) is { } advanced
            ? InvitationStatus.From(advanced, campaign.FindOwnWakeUp(advanced, clock.GetCurrentInstant()))
            : new InvitationStatus();
    }
}
