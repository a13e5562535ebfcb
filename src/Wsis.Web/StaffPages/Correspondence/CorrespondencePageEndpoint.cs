using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>What was written to a campaign, in the order in which it came.</summary>
public sealed class CorrespondencePageEndpoint(CampaignCache campaigns, ICorrespondenceStore store)
{
    /// <summary>How many pieces a page has.</summary>
    public const int Top = 50;

    public Task<IResult> Show(HttpContext http) =>
        campaigns.OfCampaign(
            http,
            async campaign =>
            {
                var drawer = Drawers.Parse(http.Request.Query["show"]);
                var next = http.Request.Query["next"].ToString() is { Length: > 0 } continuation ? continuation : null;
                try
                {
                    var filter = new CorrespondenceFilter(drawer == Drawer.All ? null : CorrespondenceState.Waiting);
                    var page = await store.List(
                        drawer == Drawer.Nobodys ? null : campaign.Entry.Id,
                        filter,
                        Top,
                        next,
                        http.RequestAborted
                    );
                    return new RazorComponentResult<CorrespondencePage>(
                        new
                        {
                            PageContext = StaffPageContext.Read(http),
                            Campaign = campaign,
                            Drawer = drawer,
                            page.Items,
                            Next = page.Continuation,
                        }
                    );
                }
                catch (FormatException)
                {
                    return StaffErrorPages.Unreadable(http, StatusCodes.Status400BadRequest);
                }
            }
        );
}

/// <summary>Which pieces are looked at.</summary>
public enum Drawer
{
    /// <summary>The campaign's own that a person must read.</summary>
    Waiting,

    /// <summary>Those that name no campaign that there is, and that a person must read: all campaigns share
    /// them.</summary>
    Nobodys,

    /// <summary>All of the campaign's own.</summary>
    All,
}

/// <summary>The drawers as a page's address names them.</summary>
internal static class Drawers
{
    public static Drawer Parse(string? text) =>
        text switch
        {
            "nobody" => Drawer.Nobodys,
            "all" => Drawer.All,
            _ => Drawer.Waiting,
        };

    public static string Query(this Drawer drawer) =>
        drawer switch
        {
            Drawer.Nobodys => "?show=nobody",
            Drawer.All => "?show=all",
            _ => "?show=waiting",
        };
}
