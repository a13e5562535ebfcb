using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff look after those who wait on behalf of a campaign's invitations.</summary>
public sealed class OrchestrationEndpoints(
    CampaignCache campaigns,
    IOrchestrationQueries orchestrations,
    ICampaignRunner runner
)
{
    /// <summary>A page of those who wait; <c>?status=failed</c> lists those that need a look.</summary>
    public async Task<IResult> List(HttpContext http)
    {
        if (await campaigns.Find(http) is not { } campaign)
            return Problems.NoSuchCampaign(http.Asked());
        var query = new ListQuery(http.Request.Query);
        var (only, top, continuation) = (query.Status(), query.Top(), query.Continuation());
        if (query.Errors.Count > 0)
            return Problems.WithFields(query.Errors);
        try
        {
            var page = await orchestrations.List(campaign.Entry.Id, only, top, continuation, http.RequestAborted);
            return Results.Json(
                new OrchestrationListView([.. page.Items.Select(OrchestrationView.From)], page.Continuation),
                CampaignJson.Default.OrchestrationListView
            );
        }
        catch (FormatException e)
        {
            return Problems.WithField("continuation", e.Message);
        }
    }

    /// <summary>Sees to it that whatever waits for a moment will be woken, and says what had to be done.</summary>
    public async Task<IResult> Repair(HttpContext http)
    {
        if (await campaigns.Find(http) is not { Entry: var entry })
            return Problems.NoSuchCampaign(http.Asked());
        if (EntityTags.Saw(http.Request) is { } saw && saw != entry.Version)
            return Problems.Stale();
        return entry.State == CampaignState.Running
            ? Results.Json(await runner.Repair(entry, http.RequestAborted), CampaignJson.Default.RepairReport)
            : Problems.NotNow($"The campaign '{entry.Id}' is {entry.State}; only one that runs has anything to wake.");
    }
}
