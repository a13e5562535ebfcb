using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Counts where a campaign stands: one read a partition. After one of its moments it is summed up, and staff
/// are told.</summary>
public sealed class RefreshCampaignStatus(
    CampaignCache campaigns,
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
        // The catalogue may remember how things were before the change that this look is for.
        campaigns.Changed(id);
        var told = await summaries.SumUp(id, cancellation);
        if (await campaigns.Find(id, cancellation) is not { } found)
            return new CampaignStatus { IsOver = true };
        var standing = CampaignStatus.From(
            found,
            await store.Count(id, found.Entry.Buckets, cancellation),
            clock.GetCurrentInstant()
        );
        if (!told)
            standing = standing.RefreshAt(clock.GetUtcNow().UtcDateTime + Waiting.Pause);
        log.LogInformation(
            "Campaign {Campaign} is {State}, next moment {Next}: {Counts}",
            id,
            standing.State,
            standing.NextMoment,
            standing.Counts
        );
        return standing;
    }
}
