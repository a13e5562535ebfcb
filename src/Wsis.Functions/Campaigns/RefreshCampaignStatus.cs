using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Counts the invitations of a campaign, with one read for each partition. After a change of the plan it first
/// decides again on every invitation. After one of the campaign's times it sends a summary to staff.</summary>
public sealed class RefreshCampaignStatus(
    CampaignCache campaigns,
    CampaignService service,
    SummaryService summaries,
    IInvitationStore store,
    TimeProvider clock,
    ILogger<RefreshCampaignStatus> log
)
{
    [Function(DurableNames.RefreshCampaignStatus)]
    public async Task<CampaignStatus> Run([ActivityTrigger] string campaign, CancellationToken cancellation)
    {
        var id = new CampaignId(campaign);
        // The cache may be older than the change that caused this refresh.
        campaigns.Changed(id);
        if (await campaigns.Find(id, cancellation) is not { } current)
            return new CampaignStatus { IsOver = true };
        // An orchestration that waits for a former moment wakes too early and waits again. The launch that follows
        // sends the letters that are due.
        await service.Replan(id, cancellation);
        if (current.IsOver)
            await service.AdvanceDue(id, cancellation);
        var isSummarySent = await summaries.SumUp(id, cancellation);
        if (await campaigns.Find(id, cancellation) is not { } found)
            return new CampaignStatus { IsOver = true };
        var status = CampaignStatus.From(
            found,
            await store.Count(id, found.Entry.Buckets, cancellation),
            clock.GetCurrentInstant()
        );
        if (!isSummarySent)
            status = status.RefreshAt(clock.GetUtcNow().UtcDateTime + Waiting.OutageRetryInterval);
        log.LogInformation(
            "Campaign {Campaign} is {State}, next time {Next}: {Counts}",
            id,
            status.State,
            status.NextMoment,
            status.Counts
        );
        return status;
    }
}
