using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Telemetry;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Tells telemetry where a campaign stands: the numbers of the staff dashboard under the names of the
/// <see cref="Tally"/>, for the operators' workbook.</summary>
/// <remarks>Beside the tally's: <c>invited</c>, the letters of invitation that went out, and <c>open:nobody</c> and
/// <c>open:no-invitee</c>, the correspondence that nobody was found for.</remarks>
public sealed class CampaignMetrics(CampaignCache campaigns, CampaignReports reports)
{
    public async Task Tell(CampaignId id, CancellationToken cancellation)
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return;
        var report = await reports.Figures(campaign, cancellation);
        var open = await reports.Unmatched(id, cancellation);
        foreach (var (name, count) in report.Tally.Counts)
            Tell(name, count);
        Tell("invited", report.Invited);
        Tell("open:nobody", open.OfNobody);
        Tell("open:no-invitee", open.OfNoInvitee);

        void Tell(string name, long count) =>
            Instruments.CampaignCount.Record(
                count,
                KeyValuePair.Create<string, object?>(Instruments.Tags.Campaign, id.Value),
                KeyValuePair.Create<string, object?>(Instruments.Tags.Count, name)
            );
    }
}
