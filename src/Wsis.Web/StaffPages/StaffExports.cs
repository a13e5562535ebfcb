using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffApi;

namespace Wsis.Web.StaffPages;

/// <summary>The lists of a campaign as files, for people.</summary>
internal static class StaffExports
{
    public static Task<IResult> Invitations(
        HttpContext http,
        CampaignCache campaigns,
        [AsParameters] ExportsApi.ExportServices services
    ) => campaigns.ForCampaign(http, async campaign => await ExportsApi.ExportInvitations(campaign.Entry.Id, services));

    public static Task<IResult> Participants(
        HttpContext http,
        CampaignCache campaigns,
        [AsParameters] ExportsApi.ExportServices services
    ) =>
        campaigns.ForCampaign(http, async campaign => await ExportsApi.ExportParticipants(campaign.Entry.Id, services));
}
