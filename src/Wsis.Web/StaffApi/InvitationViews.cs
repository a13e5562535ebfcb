using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>An invitation in a list.</summary>
/// <param name="Id">The invitee's id.</param>
/// <param name="State">The State's ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">The State's name, in the invitee's language.</param>
/// <param name="Office">The office addressed.</param>
/// <param name="Language">The language in which it is written to.</param>
/// <param name="Address">The official address.</param>
/// <param name="Region">The region, where one was given.</param>
/// <param name="Phase">Where the invitation stands.</param>
/// <param name="Answer">accepted, declined or delegated; left out where there is no answer.</param>
/// <param name="AnsweredAt">When the answer that stands was received.</param>
/// <param name="LastLetter">The step of the latest letter that went out.</param>
/// <param name="LastDelivery">What the provider has reported of it.</param>
/// <param name="Attention">What waits for a person.</param>
/// <param name="WakeAt">When something is next due without a signal.</param>
public sealed record InvitationLineView(
    string Id,
    string State,
    string Name,
    string Office,
    string Language,
    string Address,
    string? Region,
    string Phase,
    string? Answer,
    string? AnsweredAt,
    string? LastLetter,
    string? LastDelivery,
    IReadOnlyList<string> Attention,
    string? WakeAt
)
{
    internal static InvitationLineView From(Stored row)
    {
        var (invitation, invitee) = (row.Invitation, row.Invitation.Invitee);
        var last = invitation.Dispatches.LastOrDefault(d => d.State == DispatchState.Sent);
        return new InvitationLineView(
            invitee.Id.Value,
            invitee.State,
            invitee.Name,
            invitee.Office,
            invitee.Language.Code,
            invitee.Address,
            invitee.Region is { Length: > 0 } region ? region : null,
            invitation.Phase.ToString(),
            invitation.Reply?.Answer.Kind,
            Moments.Utc(invitation.Reply?.ReceivedAt),
            last?.Step.Value,
            last?.Delivery.ToString(),
            AttentionOf(invitation),
            Moments.Utc(invitation.WakeAt)
        );
    }

    internal static IReadOnlyList<string> AttentionOf(Invitation invitation) =>
        [
            .. Enum.GetValues<Attention>()
                .Where(a => a != Wsis.Invitations.Workflow.Attention.None && invitation.Attention.HasFlag(a))
                .Select(a => a.ToString()),
        ];
}

/// <summary>A page of invitations; it goes on where <paramref name="Continuation"/> is given.</summary>
public sealed record InvitationListView(IReadOnlyList<InvitationLineView> Invitations, string? Continuation);

/// <summary>A letter to an invitee.</summary>
/// <param name="Step">Its place in the plan.</param>
/// <param name="Edition">1; higher where it was sent again on purpose.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="State">How far its sending has come; Claimed means in doubt.</param>
/// <param name="Delivery">What the provider has reported of it.</param>
/// <param name="Due">When the plan wanted it sent.</param>
/// <param name="ClaimedAt">When it was last taken up for sending.</param>
/// <param name="RetryAt">When it is tried again.</param>
/// <param name="Attempt">How often it was taken up.</param>
/// <param name="Reason">Why it was not taken or not delivered, in the provider's words.</param>
/// <param name="MessageId">The provider's id for it.</param>
/// <param name="ToMission">Whether it went to the permanent mission, since the official address had refused
/// one.</param>
public sealed record DispatchView(
    string Step,
    int Edition,
    string Kind,
    string State,
    string Delivery,
    string Due,
    string ClaimedAt,
    string? RetryAt,
    int Attempt,
    string? Reason,
    string? MessageId,
    bool ToMission
)
{
    internal static DispatchView From(Dispatch d) =>
        new(
            d.Step.Value,
            d.Edition,
            d.Kind.ToString(),
            d.State.ToString(),
            d.Delivery.ToString(),
            Moments.Utc(d.Due),
            Moments.Utc(d.ClaimedAt),
            Moments.Utc(d.RetryAt),
            d.Attempt,
            d.Reason,
            d.MessageId,
            d.ToMission
        );
}

/// <summary>A reply as it was recorded.</summary>
public sealed record ReplyView(
    string Answer,
    string Channel,
    string ReceivedAt,
    bool Late,
    string? StatementDay,
    string? StatementLanguage,
    int? DelegationSize,
    int? Women,
    string? RepresentativeTitle,
    string? RepresentativeName,
    string? RepresentativeAddress,
    string? Remarks,
    string? RecordedBy,
    string? Reference
)
{
    internal static ReplyView? From(Reply? reply)
    {
        if (reply is null)
            return null;
        var (attendance, representative) = (
            reply.Answer.Attendance,
            (reply.Answer as Answer.Delegated)?.Representative
        );
        return new ReplyView(
            reply.Answer.Kind,
            reply.Channel.ToString(),
            Moments.Utc(reply.ReceivedAt),
            reply.Late,
            attendance?.StatementDay is { } day ? LocalDatePattern.Iso.Format(day) : null,
            attendance?.StatementLanguage,
            attendance?.DelegationSize,
            attendance?.Women,
            representative?.Title,
            representative?.Name,
            representative?.Address,
            reply.Remarks,
            reply.RecordedBy,
            reply.Reference
        );
    }
}

/// <summary>Everything that is known of an invitation.</summary>
/// <param name="Invitation">The record, as in a list.</param>
/// <param name="Salutation">How its letters begin.</param>
/// <param name="Copy">The address of the permanent mission, where letters go there in copy.</param>
/// <param name="Zone">The office's zone.</param>
/// <param name="Weekend">The office's weekend.</param>
/// <param name="LinkGeneration">The generation of the reply link that is valid.</param>
/// <param name="Replies">How many replies there have been.</param>
/// <param name="Reply">The reply that stands.</param>
/// <param name="Letters">The letters, oldest first.</param>
/// <param name="Journal">The history, oldest first.</param>
/// <param name="Orchestration">Who waits for it; left out where nobody does.</param>
public sealed record InvitationView(
    InvitationLineView Invitation,
    string Salutation,
    string? Copy,
    string Zone,
    string Weekend,
    int LinkGeneration,
    int Replies,
    ReplyView? Reply,
    IReadOnlyList<DispatchView> Letters,
    IReadOnlyList<JournalLineView> Journal,
    OrchestrationView? Orchestration
)
{
    internal static IResult Answer(HttpContext http, InvitationReport report, int status = StatusCodes.Status200OK)
    {
        EntityTags.Set(http.Response, report.Row.Version);
        return Results.Json(From(report), InvitationJson.Default.InvitationView, statusCode: status);
    }

    private static InvitationView From(InvitationReport report)
    {
        var (invitation, invitee) = (report.Invitation, report.Invitation.Invitee);
        return new InvitationView(
            InvitationLineView.From(report.Row),
            invitee.Salutation,
            invitee.Copy,
            invitee.Zone.Id,
            invitee.Weekend.ToString(),
            invitation.LinkGeneration,
            invitation.Replies,
            ReplyView.From(invitation.Reply),
            [.. invitation.Dispatches.Select(DispatchView.From)],
            [.. report.Journal.Select(JournalLineView.From)],
            report.Orchestration is { } waiting ? OrchestrationView.From(waiting) : null
        );
    }
}

/// <summary>The JSON of invitations, its readers and writers made at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(InvitationListView))]
[JsonSerializable(typeof(InvitationView))]
[JsonSerializable(typeof(Reminded))]
[JsonSerializable(typeof(Added))]
[JsonSerializable(typeof(AdditionRequest))]
[JsonSerializable(typeof(ReplyRequest))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(ReminderRequest))]
[JsonSerializable(typeof(SelectionRequest))]
[JsonSerializable(typeof(ResendRequest))]
[JsonSerializable(typeof(WithdrawalRequest))]
internal sealed partial class InvitationJson : JsonSerializerContext;
