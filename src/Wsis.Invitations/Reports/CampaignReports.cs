using NodaTime.Extensions;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Tells where campaigns and invitations stand. Reads only.</summary>
public sealed class CampaignReports(CampaignCatalogue campaigns, CampaignCounts counts, IInvitationStore store, IOrchestrations orchestrations, TimeProvider clock)
{
    /// <summary>Where a campaign stands: its cost does not depend on the number of invitees.</summary>
    public async Task<CampaignReport> Of(CampaignAtWork campaign, CancellationToken cancellation)
    {
        var tally = counts.Of(campaign.Entry, cancellation);
        var orchestration = orchestrations.OfCampaign(campaign.Entry, cancellation);
        return new CampaignReport(campaign, await tally, CampaignMoment.Of(campaign), await orchestration, clock.GetCurrentInstant());
    }

    /// <summary>Everything that is known of an invitation; null where there is none.</summary>
    public async Task<InvitationReport?> Of(InvitationKey key, CancellationToken cancellation)
    {
        if (await campaigns.Find(key.Campaign, cancellation) is not { } campaign)
            return null;
        var partition = campaign.PartitionOf(key);
        if (await store.Find(partition, key.Invitee, cancellation) is not { } row)
            return null;
        var journal = store.Journal(partition, key.Invitee, cancellation);
        var orchestration = orchestrations.OfInvitation(key, cancellation);
        return new InvitationReport(campaign, row, await journal, await orchestration);
    }
}

/// <summary>Everything that is known of an invitation.</summary>
/// <param name="Campaign">Its campaign.</param>
/// <param name="Row">The record, with the version that a change may name.</param>
/// <param name="Journal">Its history, oldest first.</param>
/// <param name="Orchestration">Who waits for it; null where nobody does.</param>
public sealed record InvitationReport(CampaignAtWork Campaign, Stored Row, IReadOnlyList<JournalEntry> Journal, Orchestration? Orchestration)
{
    public Invitation Invitation => Row.Invitation;
}
