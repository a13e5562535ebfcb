using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;
using FromHeaderAttribute = Microsoft.AspNetCore.Mvc.FromHeaderAttribute;

namespace Wsis.Web.StaffApi;

using Response = Results<Ok<InvitationView>, ProblemHttpResult>;

/// <summary>Staff act on invitations. The answer is the invitation after the action.</summary>
internal static class InvitationActionsApi
{
    public static void MapInvitationActions(this RouteGroupBuilder api)
    {
        var invitations = api.MapGroup("/campaigns/{id}/invitations").WithTags("Invitations");
        MapReplies(invitations);
        MapCorrections(invitations);
        MapLetters(invitations);
        MapWithdrawals(invitations);
    }

    /// <summary>Answers and delegations.</summary>
    private static void MapReplies(RouteGroupBuilder invitations)
    {
        invitations
            .MapPost("/{invitee}/replies", RecordReply)
            .AsAction()
            .WithName("RecordCorrespondedReply")
            .WithMetadata(
                new BodyLimit(ReplyUpload.MaxSize),
                new UploadTypes("application/json", "multipart/form-data")
                {
                    Json = typeof(ReplyRequest),
                    JsonPart = ReplyUpload.ReplyPart,
                    FilePart = ReplyUpload.ScanPart,
                }
            )
            .WithSummary("Records an answer that came by letter, telephone or in person.")
            .WithDescription(
                "A form takes the answer in the part reply and the scan of the letter in the file scan: a PDF, PNG, "
                    + $"JPEG or GIF of at most {Scan.MaxMegabytes} MB. It stays with the reply."
            );
        invitations
            .MapPost("/{invitee}/resolved", Resolve)
            .AsAction()
            .WithName("ResolveAttention")
            .WithSummary("Marks as resolved what needed the attention of staff.")
            .WithDescription("A late acceptance that is resolved gets the letters of those who take part.");
        invitations
            .MapPost("/{invitee}/delegation", NameDelegation)
            .AsAction()
            .WithName("NameDelegation")
            .WithSummary("Names the delegation of an office that takes part.")
            .WithDescription(
                "The persons replace those named before; an empty list takes them back. The number of delegates is "
                    + "that of the persons, where any are named."
            );
    }

    /// <summary>Corrections of an invitee.</summary>
    private static void MapCorrections(RouteGroupBuilder invitations)
    {
        invitations
            .MapPost("/{invitee}/address", CorrectAddress)
            .AsAction()
            .WithName("CorrectAddress")
            .WithSummary("Corrects the official address. Letters that it refused are sent again.");
        invitations
            .MapPost("/{invitee}/particulars", CorrectParticulars)
            .AsAction()
            .WithName("CorrectParticulars")
            .WithSummary("Corrects particulars of an invitee. What is left out stays as it is.")
            .WithDescription("What is sent next uses them. The journal has each value before and after.");
    }

    /// <summary>Reminders, letters again, and letters that came back.</summary>
    private static void MapLetters(RouteGroupBuilder invitations)
    {
        invitations
            .MapPost("/remind", RemindSelection)
            .AsAction()
            .AddEndpointFilter(PageQuery.RefuseForeignContinuation)
            .WithName("RemindInvitations")
            .WithSummary("Reminds the invitees that are named, or all that pass a filter.")
            .WithDescription("At most 1,000 invitees a request. The answer says who was refused, and why.");
        invitations
            .MapPost("/remind/preview", PreviewReminders)
            .RequireManager()
            .AddEndpointFilter(PageQuery.RefuseForeignContinuation)
            .WithName("PreviewReminders")
            .WithSummary("Whom a reminder to a selection would reach, and who is left out and why. Nothing is changed.")
            .WithDescription("The selection is that of the reminder. At most 1,000 invitees a request.");
        invitations
            .MapPost("/{invitee}/remind", Remind)
            .AsAction()
            .WithName("RemindInvitation")
            .WithSummary("Sends a reminder outside the plan.");
        invitations
            .MapPost("/{invitee}/resend", Resend)
            .AsAction()
            .WithName("ResendLetter")
            .WithSummary("Sends a letter again.");
        invitations
            .MapPost("/{invitee}/returned", MarkReturned)
            .AsAction()
            .WithName("MarkReturned")
            .WithSummary("Marks a posted letter as returned by the post.")
            .WithDescription(
                "The invitation is Undeliverable until the postal address is corrected; then the letter is printed "
                    + "again."
            );
        invitations
            .MapPost("/{invitee}/returned/undo", UndoReturned)
            .AsAction()
            .WithName("UndoReturned")
            .WithSummary("Undoes the mark that a letter was returned by the post.")
            .WithDescription("The letter counts as sent again. What was to replace it and was not sent is not sent.");
    }

    /// <summary>Withdrawals, erasures and reply links.</summary>
    private static void MapWithdrawals(RouteGroupBuilder invitations)
    {
        invitations
            .MapPost("/{invitee}/withdraw", Withdraw)
            .AsAction()
            .WithName("WithdrawInvitation")
            .WithSummary("Withdraws an invitation.");
        invitations
            .MapPost("/{invitee}/reinvite", Reinvite)
            .AsAction()
            .WithName("ReinviteInvitee")
            .WithSummary("Invites a withdrawn office again, before the deadline.")
            .WithDescription(
                "The invitation begins again: its answer counts no more, and its reply links are revoked."
            );
        invitations
            .MapPost("/{invitee}/erase", ErasePerson)
            .AsAction()
            .WithName("ErasePerson")
            .WithSummary("Erases the personal data of an invitation with its journal and messages, permanently.")
            .WithDescription("The invitation and its answer stay in the counts. Nothing more is sent.");
        invitations
            .MapPost("/{invitee}/link", RenewLink)
            .AsAction()
            .WithName("RenewLink")
            .WithSummary("Revokes the reply link and issues a new one. It sends no letter.");
    }

    private static async Task<Response> RecordReply([AsParameters] InvitationActionRequest request, ReplyUpload upload)
    {
        var reply = upload.Reply;
        LocalDate? dated = null;
        if (reply.Date is not null)
        {
            if (!LocalDatePattern.Iso.Parse(reply.Date).TryGetValue(default, out var day))
                return Problems.WithField("date", new Reason.NotADate());
            dated = day;
        }
        var result = await request.Actions.RecordReply(
            request.Key,
            reply.Form ?? new ReplyForm(),
            dated,
            reply.Reference,
            upload.Scan,
            request.Actor,
            request.Cancellation
        );
        return await request.Respond(result);
    }

    private static async Task<Response> Resolve(
        [AsParameters] InvitationActionRequest request,
        [FromBody] ResolutionRequest resolution
    ) =>
        AttentionNames.Read(resolution.Attention ?? []) switch
        {
            null => Problems.WithField("attention", new Reason.NotOffered()),
            Attention.None => Problems.WithField("attention", new Reason.Missing()),
            { } what => await request.Respond(
                await request.Actions.Clear(request.Key, what, request.Actor, request.Cancellation)
            ),
        };

    private static async Task<Response> NameDelegation(
        [AsParameters] InvitationActionRequest request,
        [FromBody] DelegationRequest delegation
    ) =>
        await request.Respond(
            await request.Actions.NameDelegation(
                request.Key,
                new DelegationForm(delegation.Members ?? []),
                request.Actor,
                request.Cancellation
            )
        );

    private static async Task<Response> CorrectAddress(
        [AsParameters] InvitationActionRequest request,
        [FromBody] AddressRequest correction
    ) =>
        await request.Respond(
            await request.Actions.CorrectAddress(request.Key, correction.Address, request.Actor, request.Cancellation)
        );

    private static async Task<Response> CorrectParticulars(
        [AsParameters] InvitationActionRequest request,
        [FromBody] InviteeRequest particulars
    ) =>
        particulars.Id is { } id && id != request.Invitee.Value
            ? Problems.WithField("id", new Reason.NotOffered())
            : await request.Respond(
                await request.Actions.CorrectParticulars(
                    request.Key,
                    particulars.ToCells(),
                    request.Actor,
                    request.Cancellation
                )
            );

    private static async Task<Response> Remind(
        [AsParameters] InvitationActionRequest request,
        [FromBody] ReminderRequest? reminder = null
    ) =>
        await request.Respond(
            await request.Actions.Remind(request.Key, reminder?.Letter, request.Actor, request.Cancellation)
        );

    /// <summary>Reminds those named in <c>invitees</c>, or all that pass the filter of the query; one of the two must
    /// be given.</summary>
    private static async Task<Results<Ok<RemindedView>, ProblemHttpResult>> RemindSelection(
        CampaignId id,
        [AsParameters] InvitationQuery query,
        [Description(PageQuery.ContinuationMeaning)] string? continuation,
        [AsParameters] ActionHeaders action,
        InvitationActions actions,
        CancellationToken cancellation,
        [FromBody] SelectionRequest? selection = null
    )
    {
        var (named, filter, errors) = ReadSelection(selection, query);
        if (errors.Count > 0)
            return Problems.WithFields(errors);
        var result = await actions.Remind(
            id,
            named,
            filter,
            selection?.Letter,
            string.IsNullOrEmpty(continuation) ? null : continuation,
            action.Actor,
            cancellation
        );
        return result is ActionResult<Reminded>.Ok { Now: var reminded }
            ? TypedResults.Ok(RemindedView.From(reminded))
            : result.ToProblem();
    }

    /// <summary>Finds what <see cref="RemindSelection"/> would do.</summary>
    private static async Task<Results<Ok<ReminderPreviewView>, ProblemHttpResult>> PreviewReminders(
        CampaignId id,
        [AsParameters] InvitationQuery query,
        [Description(PageQuery.ContinuationMeaning)] string? continuation,
        [AsParameters] ChangeHeaders change,
        CampaignCache campaigns,
        InvitationActions actions,
        CancellationToken cancellation,
        [FromBody] SelectionRequest? selection = null
    )
    {
        var (named, filter, errors) = ReadSelection(selection, query);
        if (errors.Count > 0)
            return Problems.WithFields(errors);
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        if (change.Actor.IsStale(campaign.Version))
            return Problems.Stale();
        var (letter, error) = InvitationActions.FindReminderLetter(campaign, selection?.Letter);
        if (letter is null)
            return Problems.WithField("letter", error!);
        var next = string.IsNullOrEmpty(continuation) ? null : continuation;
        var remindable = await actions.FindRemindable(campaign, named, filter, next, cancellation);
        return TypedResults.Ok(ReminderPreviewView.From(letter, remindable));
    }

    private static (
        IReadOnlyList<InviteeId>? Named,
        InvitationFilter Filter,
        IReadOnlyDictionary<string, Reason> Errors
    ) ReadSelection(SelectionRequest? selection, InvitationQuery query)
    {
        var fields = new QueryReader();
        var filter = query.ReadFilter(fields);
        if (selection?.Invitees is null && filter == InvitationFilter.None)
            fields.Add("invitees", new Reason.InviteesNotNamed());
        else if (selection?.Invitees is { Count: > InvitationActions.MaxReminders })
            fields.Add("invitees", new Reason.MoreThan(InvitationActions.MaxReminders));
        return (ReadInvitees(selection?.Invitees, fields), filter, fields.Errors);
    }

    private static async Task<Response> Resend(
        [AsParameters] InvitationActionRequest request,
        [FromBody] ResendRequest? letter = null
    ) =>
        await request.Respond(
            await request.Actions.Resend(request.Key, letter?.Step, request.Actor, request.Cancellation)
        );

    private static async Task<Response> MarkReturned(
        [AsParameters] InvitationActionRequest request,
        [FromBody] ReturnRequest? letter = null
    ) =>
        await request.Respond(
            await request.Actions.MarkReturned(
                request.Key,
                letter?.Step,
                letter?.Note,
                request.Actor,
                request.Cancellation
            )
        );

    private static async Task<Response> UndoReturned(
        [AsParameters] InvitationActionRequest request,
        [FromBody] ReturnUndoRequest? letter = null
    ) =>
        await request.Respond(
            await request.Actions.UndoReturned(request.Key, letter?.Step, request.Actor, request.Cancellation)
        );

    private static async Task<Response> Withdraw(
        [AsParameters] InvitationActionRequest request,
        [FromBody] WithdrawalRequest? withdrawal = null
    ) =>
        await request.Respond(
            await request.Actions.Withdraw(
                request.Key,
                withdrawal is { Notify: true },
                withdrawal?.Reason,
                request.Actor,
                request.Cancellation
            )
        );

    private static async Task<Response> Reinvite([AsParameters] InvitationActionRequest request) =>
        await request.Respond(await request.Actions.Reinvite(request.Key, request.Actor, request.Cancellation));

    private static async Task<Response> ErasePerson([AsParameters] InvitationActionRequest request) =>
        await request.Respond(await request.Actions.ErasePerson(request.Key, request.Actor, request.Cancellation));

    private static async Task<Response> RenewLink([AsParameters] InvitationActionRequest request) =>
        await request.Respond(await request.Actions.RenewLink(request.Key, request.Actor, request.Cancellation));

    private static List<InviteeId>? ReadInvitees(IReadOnlyList<string?>? named, QueryReader fields)
    {
        if (named is null)
            return null;
        var invitees = new List<InviteeId>();
        foreach (var name in named)
            if (InviteeId.TryParse(name, out var invitee))
                invitees.Add(invitee);
            else
                fields.Add("invitees", new Reason.HasNoInviteeId(TextSanitizer.LineUpTo(60, name ?? "null")));
        return invitees;
    }
}

/// <summary>An action on the invitation that the address names, whether it exists or not.</summary>
internal readonly record struct InvitationActionRequest(
    CampaignId Id,
    InviteeId Invitee,
    HttpContext Http,
    [property: FromHeader(Name = "If-Match")] [property: Description(ChangeHeaders.IfMatchMeaning)] string? IfMatch,
    [property: FromHeader(Name = Idempotency.Header)]
    [property: Description(ActionHeaders.IdempotencyKeyMeaning)]
        string? IdempotencyKey,
    InvitationActions Actions,
    CampaignReports Reports,
    CancellationToken Cancellation
)
{
    public InvitationKey Key => new(Id, Invitee);

    public Actor Actor => new ActionHeaders(Http, IfMatch, IdempotencyKey).Actor;

    public async Task<Response> Respond(ActionResult<Invitation> result)
    {
        if (result is not ActionResult<Invitation>.Ok)
            return result.ToProblem();
        return await Reports.Load(Key, Cancellation) is { } report
            ? InvitationView.Respond(Http.Response, report)
            : Problems.NotFound(new Reason.InviteeNotFound(Id.Value, Invitee.Value));
    }
}
