using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Wsis.Web.StaffApi;

using Response = Results<Ok<CorrespondenceView>, ProblemHttpResult>;

/// <summary>Staff read the messages that came in, and classify them.</summary>
internal static class CorrespondenceApi
{
    public static void MapCorrespondence(this RouteGroupBuilder api)
    {
        var correspondence = api.MapGroup("/campaigns/{id}/correspondence").WithTags("Correspondence");
        correspondence
            .MapRead("/", List)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .AddEndpointFilter(PageQuery.RefuseForeignContinuation)
            .WithName("ListCorrespondence")
            .WithSummary("The messages of the campaign's mailbox, page by page.");
        correspondence
            .MapAction("/{message}/classify", Classify)
            .WithName("ClassifyCorrespondence")
            .WithSummary("Classifies a message: its invitee, and the answer that it gives, or that it is dismissed.")
            .WithDescription("A message that names no campaign is found too; all campaigns share it.");
    }

    /// <summary>404 for a message that is not in the campaign's mailbox.</summary>
    public static ProblemHttpResult NoSuchMessage(string? id) =>
        Problems.Create(
            StatusCodes.Status404NotFound,
            "There is no such message",
            $"The campaign's mailbox has no message '{id}'."
        );

    private static async Task<Results<Ok<CorrespondenceListView>, ProblemHttpResult>> List(
        CampaignId id,
        [Description("true for those that a person must read.")] string? waiting,
        [Description("true for those that name no campaign.")] string? unassigned,
        [AsParameters] PageQuery page,
        CampaignCache campaigns,
        ICorrespondenceStore store,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is null)
            return Problems.NoSuchCampaign(id.Value);
        var fields = new QueryReader();
        var filter = new CorrespondenceFilter(fields.ReadFlag("waiting", waiting) ? CorrespondenceState.Waiting : null);
        CampaignId? mailbox = fields.ReadFlag("unassigned", unassigned) ? null : id;
        var top = page.ReadTop(fields);
        if (fields.Errors.Count > 0)
            return Problems.WithFields(fields.Errors);
        var found = await store.List(mailbox, filter, top, page.ReadContinuation(), cancellation);
        return TypedResults.Ok(
            new CorrespondenceListView([.. found.Items.Select(CorrespondenceView.Create)], found.Continuation)
        );
    }

    /// <summary>Assigns the message to an invitee where the request names one, and then records its answer or dismisses
    /// it. A message that is not in the campaign's mailbox is looked for among those that name no campaign.</summary>
    private static async Task<Response> Classify(
        CampaignId id,
        CorrespondenceId message,
        [FromBody] ClassificationRequest request,
        [AsParameters] ActionHeaders action,
        CorrespondenceService correspondence,
        CampaignCache campaigns,
        ICorrespondenceStore store,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        var item = await store.Find(id, message, cancellation) ?? await store.Find(null, message, cancellation);
        if (item is null)
            return NoSuchMessage(message.Value);
        if (request.Read(campaign, out var owner, out var answer) is { Count: > 0 } errors)
            return Problems.WithFields(errors);
        if (action.ExpectedVersion is { } expected && expected != item.Version)
            return Problems.Stale();

        var by = action.Actor.Name;
        HandlingResult? handled = new(item);
        if (owner is { } key)
            handled = await correspondence.Assign(item.Campaign, message, key, by, cancellation);
        if (handled is { Refusal: null, Item: var assigned } && request.IsDismissed)
            handled = await correspondence.Dismiss(assigned.Campaign, message, by, cancellation);
        else if (handled is { Refusal: null, Item.Campaign: null } && answer is not null)
            return Problems.NotNow(new Reason.NotAssigned());
        else if (handled is { Refusal: null } && answer is not null)
            handled = await correspondence.Classify(
                id,
                message,
                new Classification(answer, request.Form!.ReadRemarks(), request.Reference),
                by,
                cancellation
            );
        return Respond(response, message, handled);
    }

    private static Response Respond(HttpResponse response, CorrespondenceId message, HandlingResult? handled)
    {
        if (handled is null)
            return NoSuchMessage(message.Value);
        if (handled.Refusal is { } refusal)
            return Problems.NotNow(refusal);
        response.SetVersion(handled.Item.Version);
        return TypedResults.Ok(CorrespondenceView.Create(handled.Item));
    }
}

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

    /// <summary>Reads the request. The errors are by the name of each field.</summary>
    internal Dictionary<string, Reason> Read(LoadedCampaign campaign, out InvitationKey? owner, out Answer? answer)
    {
        var errors = new Dictionary<string, Reason>();
        owner = null;
        answer = null;
        if (InviteeId.TryParse(Invitee, out var invitee))
            owner = new InvitationKey(campaign.Entry.Id, invitee);
        else if (Invitee is not null)
            errors["invitee"] = new Reason.NotAnInviteeId();
        var assignsOnly = Form is null && owner is not null;
        if (IsDismissed || assignsOnly)
            return errors;
        var formErrors = new Dictionary<string, ReplyFieldError>();
        answer = (Form ?? new ReplyForm()).Read(campaign.Campaign, formErrors);
        foreach (var (field, error) in formErrors)
            errors[field] = error.ToReason();
        return errors;
    }
}
