using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Telemetry;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Records the numbers of the staff dashboard as metrics, for the operators' workbook. The names are those of
/// the <see cref="Tally"/>.</summary>
/// <remarks>Further names: <c>open:nobody</c> and <c>open:no-invitee</c> count messages whose campaign or invitee is
/// unknown.</remarks>
public sealed class CampaignMetrics(CampaignCache campaigns, CampaignReports reports)
{
    public async Task Record(CampaignId id, CancellationToken cancellation)
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return;
        var report = await reports.LoadCounts(campaign, cancellation);
        var open = await reports.CountUnmatched(id, cancellation);
        foreach (var (name, count) in report.Tally.Counts)
            RecordCount(name, count);
        RecordCount("open:nobody", open.OfNobody);
        RecordCount("open:no-invitee", open.OfNoInvitee);

        void RecordCount(string name, long count) =>
            Instruments.CampaignCount.Record(
                count,
                KeyValuePair.Create<string, object?>(Instruments.Tags.Campaign, id.Value),
                KeyValuePair.Create<string, object?>(Instruments.Tags.Count, name)
            );
    }
}
