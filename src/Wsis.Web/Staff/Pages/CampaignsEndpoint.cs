using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Staff.Pages;

/// <summary>The list of campaigns.</summary>
public sealed class CampaignsEndpoint(IInvitationStore store, CampaignCatalogue campaigns, CampaignCounts counts)
{
    public async Task<IResult> Show(HttpContext http)
    {
        PageHeaders.SetForStaff(http.Response);
        var lines = new List<CampaignLine>();
        await foreach (var entry in store.Campaigns(http.RequestAborted))
            lines.Add(new CampaignLine(await campaigns.Get(entry.Id, http.RequestAborted), await counts.Of(entry, http.RequestAborted)));
        return new RazorComponentResult<CampaignsPage>(new { Desk = Desk.Of(http), Campaigns = lines.OrderByDescending(l => l.Campaign.Campaign.Schedule.SendInstant).ToList() });
    }
}

/// <summary>A campaign with its counts.</summary>
public sealed record CampaignLine(CampaignAtWork Campaign, Tally Tally);
