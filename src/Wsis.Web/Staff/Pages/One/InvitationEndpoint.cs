using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff.Pages.Acts;
using Wsis.Web.Staff.Pages.Received;

namespace Wsis.Web.Staff.Pages.One;

/// <summary>Everything about one invitation.</summary>
public sealed class InvitationEndpoint(CampaignCatalogue campaigns, IInvitationStore store)
{
    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
        http.Invitee() is { } invitee ? await Show(http, campaign, invitee, null, null) : StaffNotices.NoSuchPage(http));

    /// <summary>The page, with why an act was not done where one was not, and what was typed.</summary>
    internal async Task<IResult> Show(HttpContext http, CampaignAtWork campaign, InviteeId invitee, Trouble? trouble, ReplyForm? typed)
    {
        var partition = Partition.Of(campaign.Entry.Id, invitee, campaign.Entry.Buckets);
        return await store.Find(partition, invitee, http.RequestAborted) is { } row
            ? new RazorComponentResult<InvitationPage>(new
            {
                Desk = Desk.Of(http), Campaign = campaign, Row = row, Journal = await store.Journal(partition, invitee, http.RequestAborted),
                Received = await Received(campaign, invitee, http.RequestAborted),
                Trouble = trouble, Typed = typed ?? (row.Invitation.Reply is { } reply ? ReplyForm.Of(reply) : new ReplyForm()),
            }) { StatusCode = trouble?.Status ?? StatusCodes.Status200OK }
            : StaffNotices.NoSuchPage(http);
    }

    /// <summary>The first pieces of the invitee's correspondence, of any state.</summary>
    private async Task<IReadOnlyList<CorrespondenceItem>> Received(CampaignAtWork campaign, InviteeId invitee, CancellationToken cancellation) =>
        (await store.ListCorrespondence(campaign.Entry.Id, new CorrespondenceFilter(Invitee: invitee), ReceivedEndpoint.Top, null, cancellation)).Items;

    /// <summary>A letter as it went out, to be shown in a frame.</summary>
    public Task<IResult> Letter(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
        http.Invitee() is { } invitee
        && await store.Find(Partition.Of(campaign.Entry.Id, invitee, campaign.Entry.Buckets), invitee, http.RequestAborted) is { Invitation: var invitation }
        && invitation.Dispatches.FirstOrDefault(d => $"{d.Step}~{d.Edition}" == (string?)http.Request.RouteValues["letter"]) is { } dispatch
            ? LetterFrame.Of(http, campaign.LetterAsSent(invitation, dispatch))
            : StaffNotices.NoSuchPage(http));
}
