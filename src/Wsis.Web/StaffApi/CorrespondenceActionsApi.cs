using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Wsis.Web.StaffApi;

using Response = Results<Ok<CorrespondenceView>, ProblemHttpResult>;

/// <summary>Staff assign messages to invitations, and record their answers.</summary>
internal static class CorrespondenceActionsApi
{
    public static void MapCorrespondenceActions(this RouteGroupBuilder correspondence)
    {
        correspondence
            .MapPost("/{message}/classify", Classify)
            .AsAction()
            .WithName("ClassifyCorrespondence")
            .WithSummary("Classifies a message: its invitee, and the answer that it gives, or that it is dismissed.")
            .WithDescription("A message that names no campaign is found too; all campaigns share it.");
        correspondence
            .MapPost("/{message}/assign", Assign)
            .AsAction()
            .WithName("AssignCorrespondence")
            .WithSummary("Files a message with an invitee; if it has one already, with a further one.")
            .WithDescription("A message with several invitees is handled for each of them separately.");
        correspondence
            .MapPost("/{message}/reassign", Reassign)
            .AsAction()
            .WithName("ReassignCorrespondence")
            .WithSummary("Moves a message to another invitee, because it was assigned to the wrong one.")
            .WithDescription("The other invitee may be of another campaign. The message then moves to its mailbox.");
        correspondence
            .MapPost("/{message}/answer", Answer)
            .AsAction()
            .WithName("AnswerCorrespondence")
            .WithSummary("Answers a message with a short letter to the official address of its invitee.")
            .WithDescription("The letter is on the campaign's letterhead, with a copy to its contact.");
    }

    /// <summary>Assigns the message to an invitee where the request names one, and then records its answer or dismisses
    /// it. A message that is not in the campaign's mailbox is looked for among those that name no campaign.</summary>
    private static async Task<Response> Classify(
        CampaignId id,
        CorrespondenceId message,
        [FromBody] ClassificationRequest request,
        [AsParameters] ActionHeaders action,
        CorrespondenceService correspondence,
        CorrespondenceReader reader,
        CampaignCache campaigns,
        InvitationActions invitations,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        if (await reader.Find(id, message, cancellation) is not { } row)
            return Problems.NotFound(new Reason.MessageNotFound(message.Value));
        var owner = request.ReadOwner(id);
        var persons = (owner ?? row.Value.Invitation) is { } about
            ? await invitations.CountPersons(about, cancellation)
            : 0;
        if (request.Read(campaign, owner, persons, out var answer) is { Count: > 0 } errors)
            return Problems.WithFields(errors);
        if (action.Actor.IsStale(row.Version))
            return Problems.Stale();

        var by = action.Actor.Name;
        HandlingResult? handled = new(row);
        if (owner is { } key)
            handled = await correspondence.Assign(row.Value.Campaign, message, key, by, cancellation);
        if (handled is { Refusal: null, Item: var assigned } && request.IsDismissed)
            handled = await correspondence.Dismiss(assigned.Campaign, message, by, cancellation);
        else if (handled is { Refusal: null, Item.Campaign: null } && answer is not null)
            return Problems.NotNow(new Reason.NotAssigned());
        else if (handled is { Refusal: null } && answer is not null)
            handled = await correspondence.Classify(
                id,
                message,
                new Classification(answer, request.Form!.ReadRemarks(), request.Reference, request.Form.ReadCopyTo()),
                by,
                cancellation
            );
        return Respond(response, message, handled);
    }

    private static async Task<Response> Answer(
        [AsParameters] CorrespondenceTarget target,
        [FromBody] AnswerRequest request,
        [AsParameters] ActionHeaders action,
        InvitationActions invitations,
        HttpResponse response
    )
    {
        if (await target.Find() is not { } row)
            return Problems.NotFound(new Reason.MessageNotFound(target.Message.Value));
        if (action.Actor.IsStale(row.Version))
            return Problems.Stale();
        if (row.Value.Invitation is not { } key)
            return Problems.NotNow(new Reason.NotAssigned());
        var actor = action.Actor with { ExpectedVersion = null };
        var written = await invitations.Write(
            key,
            request.Subject,
            request.Text,
            row.Value.MessageId,
            actor,
            target.Cancellation
        );
        return written is ActionResult<Invitation>.Ok
            ? Respond(response, target.Message, new HandlingResult(row))
            : written.ToProblem();
    }

    private static Response Respond(HttpResponse response, CorrespondenceId message, HandlingResult? handled)
    {
        if (handled is null)
            return Problems.NotFound(new Reason.MessageNotFound(message.Value));
        if (handled.Refusal is { } refusal)
            return Problems.NotNow(refusal);
        response.SetVersion(handled.Row.Version);
        return TypedResults.Ok(CorrespondenceView.Create(handled.Row));
    }

    private static Task<Response> Assign(
        [AsParameters] CorrespondenceTarget target,
        [FromBody] AssignmentRequest request,
        [AsParameters] ActionHeaders action,
        CorrespondenceService correspondence,
        HttpResponse response
    ) => Handle(target, request, action, response, correspondence.AssignAlso);

    private static Task<Response> Reassign(
        [AsParameters] CorrespondenceTarget target,
        [FromBody] AssignmentRequest request,
        [AsParameters] ActionHeaders action,
        CorrespondenceService correspondence,
        HttpResponse response
    ) => Handle(target, request, action, response, correspondence.Reassign);

    private static async Task<Response> Handle(
        CorrespondenceTarget target,
        AssignmentRequest request,
        ActionHeaders action,
        HttpResponse response,
        Func<CampaignId?, CorrespondenceId, InvitationKey, string, CancellationToken, Task<HandlingResult?>> handle
    )
    {
        if (await target.Find() is not { } row)
            return Problems.NotFound(new Reason.MessageNotFound(target.Message.Value));
        if (!InviteeId.TryParse(request.Invitee, out var invitee))
            return Problems.WithField("invitee", new Reason.NotAnInviteeId());
        var campaign = target.Id;
        if (
            request.Campaign is { } other
            && (
                !CampaignId.TryParse(other, out campaign)
                || await target.Campaigns.Find(campaign, target.Cancellation) is null
            )
        )
            return Problems.NoSuchCampaign(other);
        if (action.Actor.IsStale(row.Version))
            return Problems.Stale();
        var to = new InvitationKey(campaign, invitee);
        return Respond(
            response,
            target.Message,
            await handle(row.Value.Campaign, target.Message, to, action.Actor.Name, target.Cancellation)
        );
    }
}

/// <summary>A short letter.</summary>
/// <param name="Subject">The subject, at most 200 characters.</param>
/// <param name="Text">The text, at most 4,000 characters, in the language of the invitee. A blank line divides two
/// paragraphs.</param>
public sealed record AnswerRequest(string? Subject = null, string? Text = null);

/// <summary>The invitee to whom a message belongs.</summary>
/// <param name="Invitee">The invitee's id.</param>
/// <param name="Campaign">The invitee's campaign; left out, that of the address.</param>
public sealed record AssignmentRequest(string? Invitee = null, string? Campaign = null);

/// <summary>How a message is classified.</summary>
/// <param name="Invitee">The invitee that it belongs to, where that was not known. With it alone, the message is
/// assigned to that invitation and waits there.</param>
/// <param name="Form">The answer that it gives, in the fields of the reply page.</param>
/// <param name="Reference">The letter's own reference.</param>
/// <param name="Dismissed">Whether nothing is to be done about it.</param>
/// <param name="SetAside">The name of <c>dismissed</c> before version 0.2.</param>
public sealed record ClassificationRequest(
    string? Invitee = null,
    ReplyForm? Form = null,
    string? Reference = null,
    bool Dismissed = false,
    bool SetAside = false
)
{
    internal bool IsDismissed => Dismissed || SetAside;

    /// <summary>The invitation that the request names. Null if it names none.</summary>
    internal InvitationKey? ReadOwner(CampaignId campaign) =>
        InviteeId.TryParse(Invitee, out var invitee) ? new InvitationKey(campaign, invitee) : null;

    /// <summary>Reads the request. The errors are by the name of each field.</summary>
    internal Dictionary<string, Reason> Read(
        LoadedCampaign campaign,
        InvitationKey? owner,
        int persons,
        out Answer? answer
    )
    {
        var errors = new Dictionary<string, Reason>();
        answer = null;
        if (Invitee is not null && owner is null)
            errors["invitee"] = new Reason.NotAnInviteeId();
        var assignsOnly = Form is null && owner is not null;
        if (IsDismissed || assignsOnly)
            return errors;
        var formErrors = new Dictionary<string, ReplyFieldError>();
        answer = (Form ?? new ReplyForm()).Read(campaign.Campaign, formErrors, persons);
        foreach (var (field, error) in formErrors)
            errors[field] = error.ToReason();
        return errors;
    }
}
