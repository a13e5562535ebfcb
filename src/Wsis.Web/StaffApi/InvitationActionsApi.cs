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
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Wsis.Web.StaffApi;

using Response = Results<Ok<InvitationView>, ProblemHttpResult>;

/// <summary>Staff act on invitations. The answer is the invitation after the action.</summary>
internal static class InvitationActionsApi
{
    public static void MapInvitationActions(this RouteGroupBuilder api)
    {
        var invitations = api.MapGroup("/campaigns/{id}/invitations").WithTags("Invitations");
        invitations
            .MapPost("/remind", RemindSelection)
            .AsAction()
            .AddEndpointFilter(PageQuery.RefuseForeignContinuation)
            .WithName("RemindInvitations")
            .WithSummary("Reminds the invitees that are named, or all that pass a filter.")
            .WithDescription("At most 1,000 invitees a call. The answer says who was refused, and why.");
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
            .MapPost("/{invitee}/delegation", NameDelegation)
            .AsAction()
            .WithName("NameDelegation")
            .WithSummary("Names the delegation of an office that takes part.")
            .WithDescription(
                "The persons replace those named before; an empty list takes them back. The number of delegates is "
                    + "that of the persons, where any are named."
            );
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

    private static async Task<Response> RecordReply(
        [AsParameters] InvitationTarget target,
        ReplyUpload upload,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services
    )
    {
        var reply = upload.Reply;
        LocalDate? dated = null;
        if (reply.Date is not null)
        {
            if (!LocalDatePattern.Iso.Parse(reply.Date).TryGetValue(default, out var day))
                return Problems.WithField("date", new Reason.NotADate());
            dated = day;
        }
        var result = await services.Actions.RecordReply(
            target.Key,
            reply.Form ?? new ReplyForm(),
            dated,
            reply.Reference,
            upload.Scan,
            action.Actor,
            services.Cancellation
        );
        return await services.Respond(target.Key, result);
    }

    private static async Task<Response> NameDelegation(
        [AsParameters] InvitationTarget target,
        [FromBody] DelegationRequest delegation,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.NameDelegation(
                target.Key,
                new DelegationForm(delegation.Members ?? []),
                action.Actor,
                services.Cancellation
            )
        );

    private static async Task<Response> CorrectAddress(
        [AsParameters] InvitationTarget target,
        [FromBody] AddressRequest correction,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.CorrectAddress(target.Key, correction.Address, action.Actor, services.Cancellation)
        );

    private static async Task<Response> CorrectParticulars(
        [AsParameters] InvitationTarget target,
        [FromBody] InviteeRequest particulars,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services
    ) =>
        particulars.Id is { } id && id != target.Invitee.Value
            ? Problems.WithField("id", new Reason.NotOffered())
            : await services.Respond(
                target.Key,
                await services.Actions.CorrectParticulars(
                    target.Key,
                    particulars.ToCells(),
                    action.Actor,
                    services.Cancellation
                )
            );

    private static async Task<Response> Remind(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services,
        [FromBody] ReminderRequest? reminder = null
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.Remind(target.Key, reminder?.Letter, action.Actor, services.Cancellation)
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
        var fields = new QueryReader();
        var filter = query.ReadFilter(fields);
        if (selection?.Invitees is null && filter == InvitationFilter.None)
            fields.Add("invitees", new Reason.InviteesNotNamed());
        else if (selection?.Invitees is { Count: > InvitationActions.MaxReminders })
            fields.Add("invitees", new Reason.MoreThan(InvitationActions.MaxReminders));
        var named = ReadInvitees(selection?.Invitees, fields);
        if (fields.Errors.Count > 0)
            return Problems.WithFields(fields.Errors);
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

    private static async Task<Response> Resend(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services,
        [FromBody] ResendRequest? letter = null
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.Resend(target.Key, letter?.Step, action.Actor, services.Cancellation)
        );

    private static async Task<Response> MarkReturned(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services,
        [FromBody] ReturnRequest? letter = null
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.MarkReturned(
                target.Key,
                letter?.Step,
                letter?.Note,
                action.Actor,
                services.Cancellation
            )
        );

    private static async Task<Response> Withdraw(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services,
        [FromBody] WithdrawalRequest? withdrawal = null
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.Withdraw(
                target.Key,
                withdrawal is { Notify: true },
                withdrawal?.Reason,
                action.Actor,
                services.Cancellation
            )
        );

    private static async Task<Response> Reinvite(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.Reinvite(target.Key, action.Actor, services.Cancellation)
        );

    private static async Task<Response> ErasePerson(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.ErasePerson(target.Key, action.Actor, services.Cancellation)
        );

    private static async Task<Response> RenewLink(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] InvitationServices services
    ) =>
        await services.Respond(
            target.Key,
            await services.Actions.RenewLink(target.Key, action.Actor, services.Cancellation)
        );

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

/// <summary>The invitation that an address names, whether it exists or not.</summary>
internal readonly record struct InvitationTarget(CampaignId Id, InviteeId Invitee)
{
    public InvitationKey Key => new(Id, Invitee);
}

/// <summary>What every action on an invitation needs.</summary>
internal readonly record struct InvitationServices(
    InvitationActions Actions,
    CampaignReports Reports,
    HttpResponse Response,
    CancellationToken Cancellation
)
{
    public async Task<Response> Respond(InvitationKey key, ActionResult<Invitation> result)
    {
        if (result is not ActionResult<Invitation>.Ok)
            return result.ToProblem();
        return await Reports.Load(key, Cancellation) is { } report
            ? InvitationView.Respond(Response, report)
            : Problems.NoSuchInvitee(key.Invitee.Value);
    }
}

/// <summary>An answer that came by correspondence.</summary>
/// <param name="Form">The answer, in the fields of the reply page.</param>
/// <param name="Date">The date on the letter; left out, today.</param>
/// <param name="Reference">The letter's own reference.</param>
public sealed record ReplyRequest(ReplyForm? Form = null, string? Date = null, string? Reference = null);

/// <summary>The delegation of an office.</summary>
/// <param name="Members">All its persons: <c>name</c>, and where they are known <c>title</c>, <c>function</c>,
/// <c>address</c> (the e-mail address) and <c>speaks</c> (true for the one who delivers the policy statement).</param>
public sealed record DelegationRequest(IReadOnlyList<MemberForm>? Members = null);

/// <summary>A corrected address.</summary>
/// <param name="Address">The e-mail address of the office.</param>
public sealed record AddressRequest(string? Address = null);

/// <summary>A reminder outside the plan.</summary>
/// <param name="Letter">One of the campaign's reminder letters; left out, the first.</param>
public sealed record ReminderRequest(string? Letter = null);

/// <summary>A posted letter that came back.</summary>
/// <param name="Step">Its step; left out, the latest letter that was posted.</param>
/// <param name="Note">What the post wrote on it, at most 200 characters.</param>
public sealed record ReturnRequest(string? Step = null, string? Note = null);

/// <summary>The invitees to remind.</summary>
/// <param name="Invitees">Their ids; left out, all that pass the filter in the query.</param>
/// <param name="Letter">One of the campaign's reminder letters; left out, the first.</param>
public sealed record SelectionRequest(IReadOnlyList<string>? Invitees = null, string? Letter = null);

/// <summary>The letter to send again.</summary>
/// <param name="Step">The letter's step; left out, the step of the latest letter.</param>
public sealed record ResendRequest(string? Step = null);

/// <summary>How an invitation is withdrawn.</summary>
/// <param name="Notify">Whether a letter notifies the office.</param>
/// <param name="Reason">The reason, for the journal.</param>
public sealed record WithdrawalRequest(bool Notify = false, string? Reason = null);
