using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages;

/// <summary>Reads the route values of staff pages and builds their addresses.</summary>
internal static class StaffPlace
{
    /// <summary>Answers a request for a page of a campaign with its personal data. Where there is no such campaign, or
    /// its data was erased, the answer is an error page.</summary>
    public static Task<IResult> ForCampaign(
        this CampaignCache campaigns,
        HttpContext http,
        Func<LoadedCampaign, Task<IResult>> answer
    ) =>
        campaigns.ForAnyCampaign(
            http,
            campaign =>
                campaign.Entry.State.IsErased() ? Task.FromResult(StaffErrorPages.Erased(http)) : answer(campaign)
        );

    /// <summary>Answers a request for a page that a campaign has also when its personal data was erased.</summary>
    public static async Task<IResult> ForAnyCampaign(
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

    /// <summary>The invitee in the address; null where it is not a valid id.</summary>
    public static InviteeId? Invitee(this HttpContext http) =>
        InviteeId.TryParse(http.GetRouteValue("invitee") as string, out var invitee) ? invitee : null;

    /// <summary>The address of a page of a campaign; of its dashboard where none is named.</summary>
    public static string GetPath(CampaignId campaign, string? page = null) =>
        page is null ? $"/staff/campaigns/{campaign}" : $"/staff/campaigns/{campaign}/{page}";

    public static string GetPath(LoadedCampaign campaign, string? page = null) => GetPath(campaign.Entry.Id, page);

    public static string GetPath(InvitationKey key) => GetPath(key.Campaign, $"invitations/{key.Invitee}");
}
