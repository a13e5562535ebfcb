using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Reports the status of campaigns and invitations. Reads only.</summary>
public sealed class CampaignReports(
    CampaignCache campaigns,
    CampaignCounts counts,
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    IOrchestrationQueries orchestrations,
    TimeProvider clock
)
{
    /// <summary>Loads the status of a campaign. The cost does not depend on the number of invitees.</summary>
    public async Task<CampaignReport> Load(LoadedCampaign campaign, CancellationToken cancellation)
    {
        var counts = LoadCounts(campaign, cancellation);
        var orchestration = orchestrations.FindCampaign(campaign.Entry, cancellation);
        return await counts with { Orchestration = await orchestration };
    }

    /// <summary>Loads the status without its orchestration, for pages that poll every second.</summary>
    public async Task<CampaignReport> LoadCounts(LoadedCampaign campaign, CancellationToken cancellation) =>
        new(
            campaign,
            await counts.Load(campaign.Entry, cancellation),
            [.. CampaignMoment.List(campaign).Where(m => m.TakesPlace(campaign))],
            null,
            clock.GetCurrentInstant()
        );

    /// <summary>Counts the open issues that the tally does not include.</summary>
    public async Task<OpenIssues> CountOpenIssues(
        LoadedCampaign campaign,
        Tally tally,
        CancellationToken cancellation
    ) =>
        await CountUnmatched(campaign.Entry.Id, cancellation) with
        {
            InDoubt = await CountInDoubt(campaign.Entry, tally, cancellation),
            Failed = await CountFailed(campaign.Entry.Id, cancellation),
        };

    /// <summary>Letters in doubt are searched only while the tally has letters without a result.</summary>
    private async Task<int> CountInDoubt(CampaignEntry campaign, Tally tally, CancellationToken cancellation)
    {
        if (tally[$"dispatch:{DispatchState.Claimed}"] <= 0)
            return 0;
        var inDoubt = InvitationFilter.None with { InDoubtAt = clock.GetCurrentInstant() };
        var found = await invitationStore.List(
            campaign.Id,
            campaign.Buckets,
            inDoubt,
            OpenIssues.MaxCount,
            null,
            cancellation
        );
        return found.Items.Count;
    }

    /// <summary>Counts the open issues without the failed orchestrations. The cost of querying those grows with their
    /// number.</summary>
    public async Task<OpenIssues> CountUnmatched(CampaignId campaign, CancellationToken cancellation)
    {
        var waiting = new CorrespondenceFilter(CorrespondenceState.Waiting);
        var ofNobody = await correspondenceStore.List(null, waiting, OpenIssues.MaxCount, null, cancellation);
        var own = await correspondenceStore.List(campaign, waiting, OpenIssues.MaxCount, null, cancellation);
        return new OpenIssues(
            ofNobody.Items.Count,
            own.Items.Count(r => r.Value.Invitee is null),
            InDoubt: 0,
            Failed: null
        );
    }

    private async Task<int?> CountFailed(CampaignId campaign, CancellationToken cancellation)
    {
        try
        {
            return (
                await orchestrations.List(campaign, OrchestrationStatus.Failed, OpenIssues.MaxCount, null, cancellation)
            )
                .Items
                .Count;
        }
        catch (StoreUnavailableException)
        {
            // The page is useful without this number.
            return null;
        }
    }

    /// <summary>Loads an invitation with its journal and orchestration. Null if there is none.</summary>
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

/// <summary>An invitation with its journal and orchestration.</summary>
/// <param name="Campaign">Its campaign.</param>
/// <param name="Row">The invitation with its version.</param>
/// <param name="Journal">Its history, oldest first.</param>
/// <param name="Orchestration">The orchestration or queue entry of the invitation. Null if there is none.</param>
public sealed record InvitationReport(
    LoadedCampaign Campaign,
    Versioned<Invitation> Row,
    IReadOnlyList<JournalEntry> Journal,
    Orchestration? Orchestration
)
{
    public Invitation Invitation => Row.Value;
}
