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

/// <summary>The actions on a message. Each action may be repeated. An action that contradicts an earlier one is refused
/// with the name of the person who did that.</summary>
public sealed class CorrespondencePageActions(
    CorrespondenceService correspondence,
    CorrespondenceItemEndpoint messages,
    CampaignCache campaigns
)
{
    public Task<IResult> Do(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                if (await messages.Find(http, campaign) is not { } message)
                    return StaffErrorPages.NoSuchPage(http);
                var (form, by, cancellation) = (http.Form(), http.User.GetStaffMember().Name, http.RequestAborted);
                var error = (http.GetRouteValue("action") as string) switch
                {
                    "classify" => Classify(http, campaign, message),
                    "assign" => Assign(http, campaign, message),
                    "aside" => ErrorOf(http, correspondence.Dismiss(message.Campaign, message.Id, by, cancellation)),
                    _ => null,
                };
                if (error is null)
                    return StaffErrorPages.NoSuchPage(http);
                return await error is { } why
                    ? CorrespondenceItemEndpoint.Show(
                        http,
                        campaign,
                        await messages.Find(http, campaign) ?? message,
                        why,
                        RecordReplyForm.Read(form)
                    )
                    : SeeOther.To(http, $"{StaffPlace.GetPath(campaign, $"correspondence/{message.Id}")}?done=1");
            }
        );

    /// <summary>Records the answer. Assigns the message first where its invitee is not known.</summary>
    private async Task<FormError?> Classify(HttpContext http, LoadedCampaign campaign, CorrespondenceItem message)
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
            return Invalid(http, errors.ToDictionary(e => e.Key, e => e.Value.ToReason()));
        if (message.Invitation is null && await Assign(http, campaign, message) is { } error)
            return error;
        var classification = new Classification(answer, typed.ReadRemarks(), reference.Length > 0 ? reference : null);
        return await ErrorOf(
            http,
            correspondence.Classify(
                campaign.Entry.Id,
                message.Id,
                classification,
                http.User.GetStaffMember().Name,
                http.RequestAborted
            )
        );
    }

    private async Task<FormError?> Assign(HttpContext http, LoadedCampaign campaign, CorrespondenceItem message) =>
        InviteeId.TryParse(http.Form().Text("invitee"), out var invitee)
            ? await ErrorOf(
                http,
                correspondence.Assign(
                    message.Campaign,
                    message.Id,
                    new InvitationKey(campaign.Entry.Id, invitee),
                    http.User.GetStaffMember().Name,
                    http.RequestAborted
                )
            )
            : Invalid(http, new Dictionary<string, Reason> { ["invitee"] = new Reason.NotAnInviteeId() });

    private static async Task<FormError?> ErrorOf(HttpContext http, Task<HandlingResult?> handling) =>
        FormResult.ErrorFrom<CorrespondenceItem>(
            await handling switch
            {
                null => new ActionResult<CorrespondenceItem>.NotFound(new Reason.MessageGone()),
                { Refusal: { } refusal } => new ActionResult<CorrespondenceItem>.Conflict(refusal),
                { Item: var item } => new ActionResult<CorrespondenceItem>.Ok(item),
            },
            StaffPageContext.Read(http).Texts
        );

    private static FormError? Invalid(HttpContext http, IReadOnlyDictionary<string, Reason> fields) =>
        FormResult.ErrorFrom(new ActionResult<Invitation>.Invalid(fields), StaffPageContext.Read(http).Texts);
}
