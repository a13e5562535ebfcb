using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.History;

/// <summary>The journal of a campaign and its failed orchestrations.</summary>
public sealed class HistoryEndpoint(CampaignCache campaigns, ICampaignStore store, IOrchestrationQueries orchestrations)
{
    /// <summary>How many orchestrations a page has at most.</summary>
    public const int Top = 100;

    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForAnyCampaign(
            http,
            async campaign =>
            {
                var next = http.Request.Query["next"].ToString() is { Length: > 0 } continuation ? continuation : null;
                try
                {
                    return new RazorComponentResult<HistoryPage>(
                        new
                        {
                            PageContext = StaffPageContext.Read(http),
                            Campaign = campaign,
                            Journal = await store.ReadJournal(campaign.Entry.Id, http.RequestAborted),
                            Failed = await Failed(campaign, next, http.RequestAborted),
                        }
                    );
                }
                catch (FormatException)
                {
                    return StaffErrorPages.Unreadable(http, StatusCodes.Status400BadRequest);
                }
            }
        );

    /// <summary>Null where the orchestrations cannot be read. The page still shows the journal.</summary>
    private async Task<Page<Orchestration>?> Failed(
        LoadedCampaign campaign,
        string? next,
        CancellationToken cancellation
    )
    {
        try
        {
            return await orchestrations.List(campaign.Entry.Id, OrchestrationStatus.Failed, Top, next, cancellation);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
