using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Dashboard;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.Statements;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>The page of one message. All of its content is plain text.</summary>
public sealed class CorrespondenceItemEndpoint(CampaignCache campaigns, ICorrespondenceStore store)
{
    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
                await Find(http, campaign) is { } message
                    ? Show(http, campaign, message, null, new ReplyForm())
                    : StaffErrorPages.NoSuchPage(http)
        );

    /// <summary>Shows the page, with the error of an action that failed and the fields that were sent.</summary>
    internal static IResult Show(
        HttpContext http,
        LoadedCampaign campaign,
        CorrespondenceItem message,
        FormError? error,
        ReplyForm typed
    ) =>
        new RazorComponentResult<CorrespondenceItemPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Campaign = campaign,
                Message = message,
                Error = error,
                Typed = typed,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>The message in the address. It belongs to the campaign, or to no campaign.</summary>
    internal async Task<CorrespondenceItem?> Find(HttpContext http, LoadedCampaign campaign) =>
        !CorrespondenceId.TryParse(http.GetRouteValue("message") as string, out var id)
            ? null
            : (
                await store.Find(campaign.Entry.Id, id, http.RequestAborted)
                ?? await store.Find(null, id, http.RequestAborted)
            )?.Value;
}
