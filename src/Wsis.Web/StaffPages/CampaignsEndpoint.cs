using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
    DraftService drafts
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
                Drafts = (await drafts.ListNew(http.RequestAborted)).Select(d => d.Campaign).ToList(),
                Campaigns = lines.OrderByDescending(l => l.Campaign.Campaign.Schedule.SendInstant).ToList(),
            }
        );
    }
}

/// <summary>A campaign with its counts.</summary>
public sealed record CampaignLine(LoadedCampaign Campaign, Tally Tally);
