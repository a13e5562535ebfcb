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

/// <summary>One piece of correspondence, as plain text: nothing that its sender wrote is taken for markup.</summary>
public sealed class CorrespondenceItemEndpoint(CampaignCache campaigns, ICorrespondenceStore store)
{
    public Task<IResult> Show(HttpContext http) =>
        campaigns.OfCampaign(
            http,
            async campaign =>
                await Find(http, campaign) is { } piece
                    ? Show(http, campaign, piece, null, new ReplyForm())
                    : StaffErrorPages.NoSuchPage(http)
        );

    /// <summary>The page, with why an act was not done where one was not, and what was typed.</summary>
    internal static IResult Show(
        HttpContext http,
        LoadedCampaign campaign,
        CorrespondenceItem piece,
        FormError? error,
        ReplyForm typed
    ) =>
        new RazorComponentResult<CorrespondenceItemPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Campaign = campaign,
                Piece = piece,
                Error = error,
                Typed = typed,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>The piece that the address names: the campaign's own, or one that all campaigns share.</summary>
    internal async Task<CorrespondenceItem?> Find(HttpContext http, LoadedCampaign campaign) =>
        !CorrespondenceId.TryParse(http.GetRouteValue("message") as string, out var id)
            ? null
            : await store.Find(campaign.Entry.Id, id, http.RequestAborted)
                ?? await store.Find(null, id, http.RequestAborted);
}
