using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Staff.Pages.Order;

/// <summary>The running order of policy statements, fit to be printed.</summary>
public sealed class OrderEndpoint(CampaignCatalogue campaigns, StatementService statements)
{
    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
        new RazorComponentResult<OrderPage>(new { Desk = Desk.Of(http), Campaign = campaign, Order = await statements.Of(campaign, http.RequestAborted) }));
}
