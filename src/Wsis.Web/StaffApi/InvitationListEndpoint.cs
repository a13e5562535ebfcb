using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff look through a campaign's invitations.</summary>
public sealed class InvitationListEndpoint(CampaignCache campaigns, IInvitationStore store)
{
    /// <summary>A page:
    /// <c>?phase=&amp;answer=&amp;language=&amp;state=&amp;attention=&amp;q=&amp;top=&amp;continuation=</c>. With
    /// <c>q</c> a page may be short, or empty, and still go on.</summary>
    public async Task<IResult> List(HttpContext http)
    {
        if (await campaigns.Find(http) is not { Entry: var entry })
            return Problems.NoSuchCampaign(http.Asked());
        var query = new ListQuery(http.Request.Query);
        var (filter, top, continuation) = (query.Filter(), query.Top(), query.Continuation());
        if (query.Errors.Count > 0)
            return Problems.WithFields(query.Errors);
        try
        {
            var page = await store.List(entry.Id, entry.Buckets, filter, top, continuation, http.RequestAborted);
            return Results.Json(
                new InvitationListView([.. page.Items.Select(InvitationLineView.From)], page.Continuation),
                InvitationJson.Default.InvitationListView
            );
        }
        catch (FormatException e)
        {
            return Problems.WithField("continuation", e.Message);
        }
    }
}
