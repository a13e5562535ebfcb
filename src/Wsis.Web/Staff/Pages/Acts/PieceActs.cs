using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff.Pages.Received;

namespace Wsis.Web.Staff.Pages.Acts;

/// <summary>What a member of staff takes a piece of correspondence for. Each act may be repeated; one that contradicts a colleague's is refused with the colleague's name.</summary>
public sealed class PieceActs(CorrespondenceService correspondence, PieceEndpoint pieces, CampaignCatalogue campaigns)
{
    public Task<IResult> Do(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
    {
        if (await pieces.Find(http, campaign) is not { } piece)
            return StaffNotices.NoSuchPage(http);
        var (form, by, cancellation) = (http.Form(), http.Staff().Name, http.RequestAborted);
        var trouble = (http.GetRouteValue("act") as string) switch
        {
            "classify" => Classify(http, campaign, piece),
            "assign" => Assign(http, campaign, piece),
            "aside" => Told(http, correspondence.SetAside(piece.Campaign, piece.Id, by, cancellation)),
            _ => null,
        };
        if (trouble is null)
            return StaffNotices.NoSuchPage(http);
        return await trouble is { } why
            ? PieceEndpoint.Show(http, campaign, await pieces.Find(http, campaign) ?? piece, why, RecordReplyForm.Read(form))
            : SeeOther.To(http, $"{StaffPlace.PathOf(campaign, $"correspondence/{piece.Id}")}?done=1");
    });

    /// <summary>One step, also where it is not known yet whose the piece is.</summary>
    private async Task<Trouble?> Classify(HttpContext http, CampaignAtWork campaign, CorrespondenceItem piece)
    {
        var (typed, reference, errors) = (RecordReplyForm.Read(http.Form()), Untrusted.Line(http.Form().Text("reference")), new Dictionary<string, FormError>());
        var answer = typed.Read(campaign.Campaign, errors);
        if (reference.Length > ReplyForm.LongestName)
            errors["reference"] = FormError.TooLong;
        if (answer is null || errors.Count > 0)
            return Wrong(http, errors.ToDictionary(e => e.Key, e => InvitationMoves.Sentence(e.Value)));
        if (piece.Invitation is null && await Assign(http, campaign, piece) is { } trouble)
            return trouble;
        var classification = new Classification(answer, typed.ReadRemarks(), reference.Length > 0 ? reference : null);
        return await Told(http, correspondence.Classify(campaign.Entry.Id, piece.Id, classification, http.Staff().Name, http.RequestAborted));
    }

    private async Task<Trouble?> Assign(HttpContext http, CampaignAtWork campaign, CorrespondenceItem piece) =>
        InviteeId.TryParse(http.Form().Text("invitee"), out var invitee)
            ? await Told(http, correspondence.Assign(piece.Campaign, piece.Id, new InvitationKey(campaign.Entry.Id, invitee), http.Staff().Name, http.RequestAborted))
            : Wrong(http, new Dictionary<string, string> { ["invitee"] = "is not an invitee's code" });

    private static async Task<Trouble?> Told(HttpContext http, Task<Handled?> handling) => Outcome.TroubleOf<CorrespondenceItem>(await handling switch
    {
        null => new MoveResult<CorrespondenceItem>.NotFound("It is no longer on the record."),
        { Why: { } why } => new MoveResult<CorrespondenceItem>.NotNow(why),
        { Item: var item } => new MoveResult<CorrespondenceItem>.Done(item),
    }, Desk.Of(http).Texts);

    private static Trouble? Wrong(HttpContext http, IReadOnlyDictionary<string, string> fields) =>
        Outcome.TroubleOf(new MoveResult<Invitation>.Wrong(fields), Desk.Of(http).Texts);
}
