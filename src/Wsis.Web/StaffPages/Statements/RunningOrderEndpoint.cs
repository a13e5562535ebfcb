using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Statements;

/// <summary>The page with the running order of policy statements. It can be printed.</summary>
public sealed class RunningOrderEndpoint(CampaignCache campaigns, StatementService statements)
{
    public Task<IResult> Show(HttpContext http) => campaigns.ForCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>Shows the page, with the error of an action that failed.</summary>
    internal async Task<IResult> Show(HttpContext http, LoadedCampaign campaign, FormError? error)
    {
        var (order, changes) = await statements.LoadWithChanges(campaign, http.RequestAborted);
        return new RazorComponentResult<RunningOrderPage>(
            new
            {
                PageContext = StaffPageContext.Read(http) with
                {
                    Error = error,
                },
                Campaign = campaign,
                Order = order,
                Changes = changes,
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }
}
