using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff.Pages.Acts;

namespace Wsis.Web.Staff.Pages.Order;

/// <summary>The running order of policy statements, fit to be printed.</summary>
public sealed class OrderEndpoint(CampaignCatalogue campaigns, StatementService statements)
{
    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>The page, with why an act was not done where one was not.</summary>
    internal async Task<IResult> Show(HttpContext http, CampaignAtWork campaign, Trouble? trouble) =>
        new RazorComponentResult<OrderPage>(new { Desk = Desk.Of(http), Campaign = campaign, Order = await statements.Of(campaign, http.RequestAborted), Trouble = trouble })
        {
            StatusCode = trouble?.Status ?? StatusCodes.Status200OK,
        };
}
