using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>What a member of staff takes a piece of correspondence for. Each act may be repeated; one that contradicts
/// a colleague's is refused with the colleague's name.</summary>
public sealed class CorrespondencePageActions(
    CorrespondenceService correspondence,
    CorrespondenceItemEndpoint pieces,
    CampaignCache campaigns
)
{
    public Task<IResult> Do(HttpContext http) =>
        campaigns.OfCampaign(
            http,
            async campaign =>
            {
                if (await pieces.Find(http, campaign) is not { } piece)
                    return StaffErrorPages.NoSuchPage(http);
                var (form, by, cancellation) = (http.Form(), http.User.GetStaffMember().Name, http.RequestAborted);
                var error = (http.GetRouteValue("action") as string) switch
                {
                    "classify" => Classify(http, campaign, piece),
                    "assign" => Assign(http, campaign, piece),
                    "aside" => Told(http, correspondence.Dismiss(piece.Campaign, piece.Id, by, cancellation)),
                    _ => null,
                };
                if (error is null)
                    return StaffErrorPages.NoSuchPage(http);
                return await error is { } why
                    ? CorrespondenceItemEndpoint.Show(
                        http,
                        campaign,
                        await pieces.Find(http, campaign) ?? piece,
                        why,
                        RecordReplyForm.Read(form)
                    )
                    : SeeOther.To(http, $"{StaffPlace.PathOf(campaign, $"correspondence/{piece.Id}")}?done=1");
            }
        );

    /// <summary>One step, also where it is not known yet whose the piece is.</summary>
    private async Task<FormError?> Classify(HttpContext http, LoadedCampaign campaign, CorrespondenceItem piece)
    {
        var (typed, reference, errors) = (
            RecordReplyForm.Read(http.Form()),
            TextSanitizer.Line(http.Form().Text("reference")),
            new Dictionary<string, ReplyFieldError>()
        );
        var answer = typed.Read(campaign.Campaign, errors);
        if (reference.Length > ReplyForm.MaxNameLength)
            errors["reference"] = ReplyFieldError.TooLong;
        if (answer is null || errors.Count > 0)
            return Wrong(http, errors.ToDictionary(e => e.Key, e => e.Value.ToReason()));
        if (piece.Invitation is null && await Assign(http, campaign, piece) is { } error)
            return error;
        var classification = new Classification(answer, typed.ReadRemarks(), reference.Length > 0 ? reference : null);
        return await Told(
            http,
            correspondence.Classify(
                campaign.Entry.Id,
                piece.Id,
                classification,
                http.User.GetStaffMember().Name,
                http.RequestAborted
            )
        );
    }

    private async Task<FormError?> Assign(HttpContext http, LoadedCampaign campaign, CorrespondenceItem piece) =>
        InviteeId.TryParse(http.Form().Text("invitee"), out var invitee)
            ? await Told(
                http,
                correspondence.Assign(
                    piece.Campaign,
                    piece.Id,
                    new InvitationKey(campaign.Entry.Id, invitee),
                    http.User.GetStaffMember().Name,
                    http.RequestAborted
                )
            )
            : Wrong(http, new Dictionary<string, Reason> { ["invitee"] = new Reason.NotAnInviteeId() });

    private static async Task<FormError?> Told(HttpContext http, Task<HandlingResult?> handling) =>
        FormResult.ErrorFrom<CorrespondenceItem>(
            await handling switch
            {
                null => new ActionResult<CorrespondenceItem>.NotFound(new Reason.MessageGone()),
                { Refusal: { } refusal } => new ActionResult<CorrespondenceItem>.Conflict(refusal),
                { Item: var item } => new ActionResult<CorrespondenceItem>.Ok(item),
            },
            StaffPageContext.Read(http).Texts
        );

    private static FormError? Wrong(HttpContext http, IReadOnlyDictionary<string, Reason> fields) =>
        FormResult.ErrorFrom(new ActionResult<Invitation>.Invalid(fields), StaffPageContext.Read(http).Texts);
}
