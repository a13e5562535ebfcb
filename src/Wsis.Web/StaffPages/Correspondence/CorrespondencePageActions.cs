using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
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
                    return StaffNotices.NoSuchPage(http);
                var (form, by, cancellation) = (http.Form(), http.Staff().Name, http.RequestAborted);
                var trouble = (http.GetRouteValue("act") as string) switch
                {
                    "classify" => Classify(http, campaign, piece),
                    "assign" => Assign(http, campaign, piece),
                    "aside" => Told(http, correspondence.Dismiss(piece.Campaign, piece.Id, by, cancellation)),
                    _ => null,
                };
                if (trouble is null)
                    return StaffNotices.NoSuchPage(http);
                return await trouble is { } why
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
    private async Task<FormError2?> Classify(HttpContext http, LoadedCampaign campaign, CorrespondenceItem piece)
    {
        var (typed, reference, errors) = (
            RecordReplyForm.Read(http.Form()),
            TextSanitizer.Line(http.Form().Text("reference")),
            new Dictionary<string, FormError>()
        );
        var answer = typed.Read(campaign.Campaign, errors);
        if (reference.Length > ReplyForm.MaxNameLength)
            errors["reference"] = FormError.TooLong;
        if (answer is null || errors.Count > 0)
            return Wrong(http, errors.ToDictionary(e => e.Key, e => InvitationActions.Sentence(e.Value)));
        if (piece.Invitation is null && await Assign(http, campaign, piece) is { } trouble)
            return trouble;
        var classification = new Classification(answer, typed.ReadRemarks(), reference.Length > 0 ? reference : null);
        return await Told(
            http,
            correspondence.Classify(campaign.Entry.Id, piece.Id, classification, http.Staff().Name, http.RequestAborted)
        );
    }

    private async Task<FormError2?> Assign(HttpContext http, LoadedCampaign campaign, CorrespondenceItem piece) =>
        InviteeId.TryParse(http.Form().Text("invitee"), out var invitee)
            ? await Told(
                http,
                correspondence.Assign(
                    piece.Campaign,
                    piece.Id,
                    new InvitationKey(campaign.Entry.Id, invitee),
                    http.Staff().Name,
                    http.RequestAborted
                )
            )
            : Wrong(http, new Dictionary<string, string> { ["invitee"] = "is not an invitee's code" });

    private static async Task<FormError2?> Told(HttpContext http, Task<HandlingResult?> handling) =>
        FormResult.TroubleOf<CorrespondenceItem>(
            await handling switch
            {
                null => new ActionResult<CorrespondenceItem>.NotFound("It is no longer on the record."),
                { Why: { } why } => new ActionResult<CorrespondenceItem>.Conflict(why),
                { Item: var item } => new ActionResult<CorrespondenceItem>.Ok(item),
            },
            StaffPageContext.Read(http).Texts
        );

    private static FormError2? Wrong(HttpContext http, IReadOnlyDictionary<string, string> fields) =>
        FormResult.TroubleOf(new ActionResult<Invitation>.Invalid(fields), StaffPageContext.Read(http).Texts);
}
