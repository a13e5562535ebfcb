using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages;

/// <summary>The list of campaigns.</summary>
public sealed class CampaignsEndpoint(
    ICampaignStore store,
    CampaignCache campaigns,
    CampaignCounts counts,
    CorrespondenceReader correspondence,
    DraftService drafts,
    TimeProvider clock
)
{
    public async Task<IResult> Show(HttpContext http)
    {
        PageHeaders.SetForStaff(http.Response);
        var lines = new List<CampaignLine>();
        await foreach (var entry in store.List(http.RequestAborted))
            lines.Add(
                new CampaignLine(
                    await campaigns.Get(entry.Id, http.RequestAborted),
                    await counts.Load(entry, http.RequestAborted)
                )
            );
        return new RazorComponentResult<CampaignsPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Unassigned = await correspondence.CountUnassigned(OpenIssues.MaxCount, http.RequestAborted),
                Drafts = await ReadDrafts(http.RequestAborted),
                Now = clock.GetCurrentInstant(),
                Campaigns = lines.OrderByDescending(l => l.Campaign.Campaign.Schedule.SendInstant).ToList(),
            }
        );
    }

    private async Task<IReadOnlyList<DraftLine>> ReadDrafts(CancellationToken cancellation)
    {
        var lines = new List<DraftLine>();
        foreach (var draft in await drafts.ListNew(cancellation))
        {
            var facts = await drafts.Read(draft, CampaignReader.FileName, cancellation);
            lines.Add(new DraftLine(draft.Campaign, CampaignReader.Read(facts, [])?.Schedule));
        }
        return lines;
    }
}

/// <summary>A campaign that was not submitted yet. Its schedule is null while its facts cannot be read.</summary>
public sealed record DraftLine(CampaignId Id, Schedule? Schedule);

/// <summary>A campaign with its counts.</summary>
public sealed record CampaignLine(LoadedCampaign Campaign, Tally Tally);
