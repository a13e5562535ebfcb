using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.InvitationDetail;

namespace Wsis.Web.StaffPages.Correspondence;

using ActionOnMessage = Func<
    CampaignId?,
    CorrespondenceId,
    InvitationKey,
    string,
    CancellationToken,
    Task<HandlingResult?>
>;
using MessageResult = ActionResult<CorrespondenceItem>;

/// <summary>The actions on a message. Each action may be repeated. An action that contradicts an earlier one is refused
/// with the name of the person who did that.</summary>
public sealed class CorrespondencePageActions(
    CorrespondenceService correspondence,
    InvitationActions invitations,
    CorrespondenceItemEndpoint messages,
    CampaignCache campaigns
)
{
    public Task<IResult> Do(HttpContext http) =>
        messages.ForMessage(
            http,
            async (campaign, message) =>
            {
                var action = http.GetRouteValue("action") as string ?? "";
                var result = action switch
                {
                    "classify" => Classify(http, campaign, message),
                    "assign" => Assign(http, campaign, message, correspondence.Assign),
                    "also" => Assign(http, campaign, message, correspondence.AssignAlso),
                    "reassign" => Assign(http, campaign, message, correspondence.Reassign),
                    "aside" => Dismiss(http, message),
                    "answer" => Answer(http, message),
                    _ => null,
                };
                if (result is null)
                    return StaffErrorPages.NoSuchPage(http);
                return await result switch
                {
                    MessageResult.Ok { Now: var now } => SeeOther.To(http, $"{PageOf(campaign, now)}?done=1"),
                    var refused => await ShowAgain(http, campaign, message, action, refused),
                };
            }
        );

    /// <summary>The page of the message where it is now. A message of the shared mailbox stays on the pages of the
    /// campaign on which it was found.</summary>
    private static string PageOf(LoadedCampaign? campaign, CorrespondenceItem message) =>
        message.Campaign is null ? MessagePlace.GetPath(campaign, message.Id) : MessagePlace.GetPath(message);

    /// <summary>Shows the page as the message is now, with the error.</summary>
    private async Task<IResult> ShowAgain(
        HttpContext http,
        LoadedCampaign? campaign,
        CorrespondenceItem message,
        string action,
        MessageResult refused
    )
    {
        var error = FormResult.ErrorFrom(refused, StaffPageContext.Read(http).Texts);
        return await messages.Show(
            http,
            campaign,
            await messages.Find(http, campaign) ?? message,
            error,
            new FailedAction(action, http.Form())
        );
    }

    /// <summary>Records the answer. Assigns the message first where its invitee is not known.</summary>
    private async Task<MessageResult> Classify(HttpContext http, LoadedCampaign? campaign, CorrespondenceItem message)
    {
        var owner = message.Invitation;
        var errors = new Dictionary<string, Reason>();
        if (owner is null)
            owner = ReadInvitation(http.Form(), campaign, errors);
        var typed = RecordReplyForm.Read(http.Form());
        var reference = TextSanitizer.Line(http.Form().Text("reference"));
        var about = owner is { } key ? await campaigns.Find(key.Campaign, http.RequestAborted) : campaign;
        if (about is null)
            return new MessageResult.Invalid(new Dictionary<string, Reason> { ["campaign"] = new Reason.Missing() });
        var formErrors = new Dictionary<string, ReplyFieldError>();
        var persons = owner is { } named ? await invitations.CountPersons(named, http.RequestAborted) : 0;
        var answer = typed.Read(about.Campaign, formErrors, persons);
        if (reference.Length > ReplyForm.MaxNameLength)
            formErrors["reference"] = ReplyFieldError.TooLong;
        foreach (var (field, error) in formErrors)
            errors[field] = error.ToReason();
        if (answer is null || owner is null || errors.Count > 0)
            return new MessageResult.Invalid(errors);
        var by = http.User.GetStaffMember().Name;
        if (message.Invitation is null)
        {
            var assigned = await Handle(
                correspondence.Assign(message.Campaign, message.Id, owner.Value, by, http.RequestAborted)
            );
            if (assigned is not MessageResult.Ok)
                return assigned;
        }
        var classification = new Classification(
            answer,
            typed.ReadRemarks(),
            reference.Length > 0 ? reference : null,
            typed.ReadCopyTo()
        );
        return await Handle(
            correspondence.Classify(owner.Value.Campaign, message.Id, classification, by, http.RequestAborted)
        );
    }

    private static async Task<MessageResult> Assign(
        HttpContext http,
        LoadedCampaign? campaign,
        CorrespondenceItem message,
        ActionOnMessage assign
    )
    {
        var errors = new Dictionary<string, Reason>();
        if (ReadInvitation(http.Form(), campaign, errors) is not { } to)
            return new MessageResult.Invalid(errors);
        return await Handle(
            assign(message.Campaign, message.Id, to, http.User.GetStaffMember().Name, http.RequestAborted)
        );
    }

    /// <summary>Sends a short letter that answers the message.</summary>
    private async Task<MessageResult> Answer(HttpContext http, CorrespondenceItem message)
    {
        if (message.Invitation is not { } key)
            return new MessageResult.Conflict(new Reason.NotAssigned());
        var (form, actor) = (http.Form(), http.ActorFromForm());
        var written = await invitations.Write(
            key,
            form.Text("subject"),
            form.Text("text"),
            message.MessageId,
            actor,
            http.RequestAborted
        );
        return written switch
        {
            ActionResult<Invitation>.Ok => new MessageResult.Ok(message),
            ActionResult<Invitation>.NotFound n => new MessageResult.NotFound(n.Reason),
            ActionResult<Invitation>.Invalid i => new MessageResult.Invalid(i.Fields),
            ActionResult<Invitation>.Conflict c => new MessageResult.Conflict(c.Reason),
            _ => new MessageResult.Stale(),
        };
    }

    private Task<MessageResult> Dismiss(HttpContext http, CorrespondenceItem message) =>
        Handle(
            correspondence.Dismiss(message.Campaign, message.Id, http.User.GetStaffMember().Name, http.RequestAborted)
        );

    /// <summary>The invitation that the form names: of the campaign that was chosen, or else of the page's.</summary>
    private static InvitationKey? ReadInvitation(
        StaffForm form,
        LoadedCampaign? page,
        Dictionary<string, Reason> errors
    )
    {
        CampaignId? campaign = CampaignId.TryParse(form.Text("campaign"), out var chosen) ? chosen : page?.Entry.Id;
        if (campaign is null)
            errors["campaign"] = new Reason.Missing();
        if (!InviteeId.TryParse(form.Text("invitee"), out var invitee))
            errors["invitee"] = new Reason.NotAnInviteeId();
        return errors.Count == 0 ? new InvitationKey(campaign!.Value, invitee) : null;
    }

    private static async Task<MessageResult> Handle(Task<HandlingResult?> handling) =>
        await handling switch
        {
            null => new MessageResult.NotFound(new Reason.MessageGone()),
            { Refusal: { } refusal } => new MessageResult.Conflict(refusal),
            { Item: var item } => new MessageResult.Ok(item),
        };
}
