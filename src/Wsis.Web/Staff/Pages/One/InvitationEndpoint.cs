using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Staff.Pages.One;

/// <summary>Everything about one invitation.</summary>
public sealed class InvitationEndpoint(CampaignCatalogue campaigns, IInvitationStore store)
{
    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
    {
        if (http.Invitee() is not { } invitee)
            return StaffNotices.NoSuchPage(http);
        var partition = Partition.Of(campaign.Entry.Id, invitee, campaign.Entry.Buckets);
        return await store.Find(partition, invitee, http.RequestAborted) is { } row
            ? new RazorComponentResult<InvitationPage>(new { Desk = Desk.Of(http), Campaign = campaign, Row = row, Journal = await store.Journal(partition, invitee, http.RequestAborted) })
            : StaffNotices.NoSuchPage(http);
    });

    /// <summary>A letter as it went out, to be shown in a frame.</summary>
    public Task<IResult> Letter(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
        http.Invitee() is { } invitee
        && await store.Find(Partition.Of(campaign.Entry.Id, invitee, campaign.Entry.Buckets), invitee, http.RequestAborted) is { Invitation: var invitation }
        && invitation.Dispatches.FirstOrDefault(d => $"{d.Step}~{d.Edition}" == (string?)http.Request.RouteValues["letter"]) is { } dispatch
            ? LetterFrame.Of(http, campaign.LetterAsSent(invitation, dispatch))
            : StaffNotices.NoSuchPage(http));
}
