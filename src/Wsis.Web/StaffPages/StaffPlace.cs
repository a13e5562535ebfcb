using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>What the address of a staff page names.</summary>
internal static class StaffPlace
{
    /// <summary>Answers a request for a page of a campaign; with a page that says so where there is no such
    /// campaign.</summary>
    public static async Task<IResult> OfCampaign(
        this CampaignCache campaigns,
        HttpContext http,
        Func<LoadedCampaign, Task<IResult>> answer
    )
    {
        PageHeaders.SetForStaff(http.Response);
        return
            CampaignId.TryParse(http.GetRouteValue("id") as string, out var id)
            && await campaigns.Find(id, http.RequestAborted) is { } campaign
            ? await answer(campaign)
            : StaffErrorPages.NoSuchPage(http);
    }

    /// <summary>The invitee that the address names; null where it cannot be one.</summary>
    public static InviteeId? Invitee(this HttpContext http) =>
        InviteeId.TryParse(http.GetRouteValue("invitee") as string, out var invitee) ? invitee : null;

    public static string PathOf(LoadedCampaign campaign, string? page = null) =>
        page is null ? $"/staff/campaigns/{campaign.Entry.Id}" : $"/staff/campaigns/{campaign.Entry.Id}/{page}";

    public static string PathOf(InvitationKey key) => $"/staff/campaigns/{key.Campaign}/invitations/{key.Invitee}";
}
