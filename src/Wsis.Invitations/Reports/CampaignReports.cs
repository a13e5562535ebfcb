using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Tells where campaigns and invitations stand. Reads only.</summary>
public sealed class CampaignReports(
    CampaignCache campaigns,
    CampaignCounts counts,
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    IOrchestrationQueries orchestrations,
    TimeProvider clock
)
{
    /// <summary>Where a campaign stands: its cost does not depend on the number of invitees.</summary>
    public async Task<CampaignReport> Load(LoadedCampaign campaign, CancellationToken cancellation)
    {
        var figures = Figures(campaign, cancellation);
        var orchestration = orchestrations.FindCampaign(campaign.Entry, cancellation);
        return await figures with { Orchestration = await orchestration };
    }

    /// <summary>The same without asking who runs it: for pages that look every second.</summary>
    public async Task<CampaignReport> Figures(LoadedCampaign campaign, CancellationToken cancellation) =>
        new(
            campaign,
            await counts.Load(campaign.Entry, cancellation),
            CampaignMoment.List(campaign),
            null,
            clock.GetCurrentInstant()
        );

    /// <summary>What waits for a person beside what the counts say.</summary>
    public async Task<OpenIssues> Open(CampaignId campaign, CancellationToken cancellation) =>
        await Unmatched(campaign, cancellation) with
        {
            Failed = await Failed(campaign, cancellation),
        };

    /// <summary>The same without asking for orchestrations, which costs the more the more there are.</summary>
    public async Task<OpenIssues> Unmatched(CampaignId campaign, CancellationToken cancellation)
    {
        var waiting = new CorrespondenceFilter(CorrespondenceState.Waiting);
        var ofNobody = await correspondenceStore.List(null, waiting, OpenIssues.Most, null, cancellation);
        var own = await correspondenceStore.List(campaign, waiting, OpenIssues.Most, null, cancellation);
        return new OpenIssues(ofNobody.Items.Count, own.Items.Count(i => i.Invitee is null), Failed: null);
    }

    private async Task<int?> Failed(CampaignId campaign, CancellationToken cancellation)
    {
        try
        {
            return (
                await orchestrations.List(campaign, OrchestrationStatus.Failed, OpenIssues.Most, null, cancellation)
            )
                .Items
                .Count;
        }
        catch (StoreUnavailableException)
        {
            // The record can be read all the same, and it is what matters.
            return null;
        }
    }

    /// <summary>Everything that is known of an invitation; null where there is none.</summary>
    public async Task<InvitationReport?> Load(InvitationKey key, CancellationToken cancellation)
    {
        if (await campaigns.Find(key.Campaign, cancellation) is not { } campaign)
            return null;
        var partition = campaign.PartitionOf(key);
        if (await invitationStore.Find(partition, key.Invitee, cancellation) is not { } row)
            return null;
        var journal = invitationStore.ReadJournal(partition, key.Invitee, cancellation);
        var orchestration = orchestrations.FindInvitation(key, cancellation);
        return new InvitationReport(campaign, row, await journal, await orchestration);
    }
}

/// <summary>Everything that is known of an invitation.</summary>
/// <param name="Campaign">Its campaign.</param>
/// <param name="Row">The record, with the version that a change may name.</param>
/// <param name="Journal">Its history, oldest first.</param>
/// <param name="Orchestration">Who waits for it; null where nobody does.</param>
public sealed record InvitationReport(
    LoadedCampaign Campaign,
    Stored Row,
    IReadOnlyList<JournalEntry> Journal,
    Orchestration? Orchestration
)
{
    public Invitation Invitation => Row.Invitation;
}
