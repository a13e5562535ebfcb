using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>An invitation in a list.</summary>
/// <param name="Id">The invitee's id.</param>
/// <param name="State">The State's ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">The State's name, in the invitee's language.</param>
/// <param name="Office">The office addressed.</param>
/// <param name="Language">The language of its letters.</param>
/// <param name="SecondLanguage">The language of the text below; left out where there is none.</param>
/// <param name="Address">The official address.</param>
/// <param name="Region">The region, where one was given.</param>
/// <param name="Group">The group, where one was given.</param>
/// <param name="LettersBy">How letters reach the office: Email or Paper.</param>
/// <param name="Phase">The phase of the invitation.</param>
/// <param name="Answer">accepted, declined or delegated; left out where there is no answer, or where it does not count
/// because the invitation was withdrawn.</param>
/// <param name="AnsweredAt">When that answer was received.</param>
/// <param name="LastLetter">The step of the latest letter that was sent.</param>
/// <param name="LastDelivery">The delivery of that letter, as the provider reports it.</param>
/// <param name="Attention">Open issues that need a person.</param>
/// <param name="WakeAt">When something is next due without an event.</param>
public sealed record InvitationLineView(
    string Id,
    string State,
    string Name,
    string Office,
    string Language,
    string? SecondLanguage,
    string Address,
    string? Region,
    string? Group,
    string LettersBy,
    string Phase,
    string? Answer,
    string? AnsweredAt,
    string? LastLetter,
    string? LastDelivery,
    IReadOnlyList<string> Attention,
    string? WakeAt
)
{
    internal static InvitationLineView From(Versioned<Invitation> row)
    {
        var invitation = row.Value;
        var invitee = row.Value.Invitee;
        var last = invitation.Dispatches.LastOrDefault(d => d.State == DispatchState.Sent);
        return new InvitationLineView(
            invitee.Id.Value,
            invitee.State,
            invitee.Name,
            invitee.Office,
            invitee.Language.Code,
            invitee.SecondLanguage?.Code,
            invitee.Address,
            invitee.Region is { Length: > 0 } region ? region : null,
            invitee.Group is { Length: > 0 } group ? group : null,
            invitation.Channel.ToString(),
            invitation.Phase.ToString(),
            invitation.CountedReply?.Answer.Kind,
            Moments.FormatUtc(invitation.CountedReply?.ReceivedAt),
            last?.Step.Value,
            last?.Delivery.ToString(),
            AttentionOf(invitation),
            Moments.FormatUtc(invitation.WakeAt)
        );
    }

    internal static IReadOnlyList<string> AttentionOf(Invitation invitation) =>
        [
            .. Enum.GetValues<Attention>()
                .Where(a => a != Wsis.Invitations.Workflow.Attention.None && invitation.Attention.HasFlag(a))
                .Select(a => a.ToString()),
        ];
}

/// <summary>A page of invitations.</summary>
/// <param name="Invitations">The invitations.</param>
/// <param name="Continuation">Names the next page; left out on the last.</param>
public sealed record InvitationListView(IReadOnlyList<InvitationLineView> Invitations, string? Continuation);

/// <summary>A letter to an invitee.</summary>
/// <param name="Step">Its step in the plan.</param>
/// <param name="Edition">1; higher where staff sent it again.</param>
/// <param name="Kind">The kind of the letter.</param>
/// <param name="State">The state of sending; Claimed means that it is being sent or, some minutes after
/// claimedAt, that it is uncertain whether it was sent.</param>
/// <param name="Delivery">The delivery, as the provider reports it, or Returned for a letter on paper that came
/// back.</param>
/// <param name="Due">When it was due by the plan.</param>
/// <param name="ClaimedAt">When its sending last began.</param>
/// <param name="RetryAt">When it is sent again after an error.</param>
/// <param name="Attempt">How often its sending began.</param>
/// <param name="Reason">Why it was not accepted or not delivered, as the provider or the post says.</param>
/// <param name="MessageId">The provider's id of the message.</param>
/// <param name="ToMission">Whether it was sent to the permanent mission, because the official address had
/// refused a letter.</param>
/// <param name="OnPaper">Whether it goes on paper. ToPrint is its state until staff mark it as posted.</param>
/// <param name="PostedBy">Post, Fax or Pouch, where staff posted it.</param>
/// <param name="PostedOn">The day on which they did.</param>
/// <param name="PostedNumber">The tracking or note number.</param>
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
    bool ToMission,
    bool OnPaper,
    string? PostedBy,
    string? PostedOn,
    string? PostedNumber
)
{
    internal static DispatchView From(Dispatch d) =>
        new(
            d.Step.Value,
            d.Edition,
            d.Kind.ToString(),
            d.IsUnresolved ? "Unresolved" : d.State.ToString(),
            d.Delivery.ToString(),
            Moments.FormatUtc(d.Due),
            Moments.FormatUtc(d.ClaimedAt),
            Moments.FormatUtc(d.RetryAt),
            d.Attempt,
            d.Reason?.ToEnglish(),
            d.MessageId,
            d.ToMission,
            d.OnPaper,
            d.Posted?.Way.ToString(),
            d.Posted is { On: var day } ? LocalDatePattern.Iso.Format(day) : null,
            d.Posted?.Number
        );
}

/// <summary>A reply as it was recorded.</summary>
/// <param name="Answer">accepted, declined or delegated.</param>
/// <param name="Channel">The channel by which it came.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Late">Whether it came after the deadline.</param>
/// <param name="Statement">wished or none; left out where the reply does not say whether a policy statement is
/// wished.</param>
/// <param name="StatementDay">The day that is asked for the policy statement.</param>
/// <param name="StatementLanguage">The language of the policy statement.</param>
/// <param name="StatementMinutes">How many minutes are asked for it.</param>
/// <param name="SpeakerTitle">The title or function of the speaker.</param>
/// <param name="SpeakerName">The name of the speaker.</param>
/// <param name="DelegationSize">How many delegates come.</param>
/// <param name="Women">How many of them are women.</param>
/// <param name="RepresentativeTitle">The title of the representative.</param>
/// <param name="RepresentativeName">The name of the representative.</param>
/// <param name="RepresentativeAddress">The e-mail address of the representative.</param>
/// <param name="Remarks">The remarks.</param>
/// <param name="CopyTo">The address that the person who answered left for a copy of the acknowledgement.</param>
/// <param name="RecordedBy">Who recorded it, where it came by correspondence.</param>
/// <param name="Reference">The letter's own reference.</param>
/// <param name="Message">The message or scan that it was recorded from, for its address under
/// <c>correspondence</c>.</param>
public sealed record ReplyView(
    string Answer,
    string Channel,
    string ReceivedAt,
    bool Late,
    string? Statement,
    string? StatementDay,
    string? StatementLanguage,
    int? StatementMinutes,
    string? SpeakerTitle,
    string? SpeakerName,
    int? DelegationSize,
    int? Women,
    string? RepresentativeTitle,
    string? RepresentativeName,
    string? RepresentativeAddress,
    string? Remarks,
    string? CopyTo,
    string? RecordedBy,
    string? Reference,
    string? Message
)
{
    internal static ReplyView? From(Reply? reply)
    {
        if (reply is null)
            return null;
        var attendance = reply.Answer.Attendance;
        var representative = (reply.Answer as Answer.Delegated)?.Representative;
        return new ReplyView(
            reply.Answer.Kind,
            reply.Channel.ToString(),
            Moments.FormatUtc(reply.ReceivedAt),
            reply.Late,
            StatementWish.From(attendance?.WishesStatement),
            attendance?.StatementDay is { } day ? LocalDatePattern.Iso.Format(day) : null,
            attendance?.StatementLanguage,
            attendance?.StatementMinutes,
            attendance?.SpeakerTitle,
            attendance?.SpeakerName,
            attendance?.DelegationSize,
            attendance?.Women,
            representative?.Title,
            representative?.Name,
            representative?.Address,
            reply.Remarks,
            reply.CopyTo,
            reply.RecordedBy,
            reply.Reference,
            reply.Message
        );
    }
}

/// <summary>A person of a delegation.</summary>
/// <param name="Title">The title; left out where none was given.</param>
/// <param name="Name">The name.</param>
/// <param name="Function">The function; left out where none was given.</param>
/// <param name="Address">The e-mail address; left out where none was given.</param>
/// <param name="Speaks">Whether this person delivers the policy statement.</param>
public sealed record DelegationMemberView(string? Title, string Name, string? Function, string? Address, bool Speaks)
{
    internal static DelegationMemberView From(DelegationMember member) =>
        new(
            member.Title is { Length: > 0 } title ? title : null,
            member.Name,
            member.Function is { Length: > 0 } function ? function : null,
            member.Address,
            member.Speaks
        );
}

/// <summary>An invitation with its letters and its journal.</summary>
/// <param name="Invitation">The invitation, as in a list.</param>
/// <param name="Salutation">The salutation of its letters.</param>
/// <param name="Honorific">The title of the person who holds the office, where one was given.</param>
/// <param name="Person">The name of that person, where one was given.</param>
/// <param name="Postal">The postal address, in lines; left out where there is none.</param>
/// <param name="Fax">The fax number; left out where there is none.</param>
/// <param name="Fields">The cells of the list's own columns; left out where there are none.</param>
/// <param name="Copy">The address of the permanent mission, where it gets copies.</param>
/// <param name="Zone">The office's time zone.</param>
/// <param name="Weekend">The office's weekend.</param>
/// <param name="LinkGeneration">The generation of the reply link that is valid.</param>
/// <param name="Replies">How many replies were recorded.</param>
/// <param name="Reply">The current reply.</param>
/// <param name="Delegation">The persons whom the office named as its delegation; left out where there are none.</param>
/// <param name="Letters">The letters, oldest first.</param>
/// <param name="Journal">The journal, oldest entry first.</param>
/// <param name="Orchestration">The orchestration of the invitation; left out where there is none.</param>
/// <param name="Warnings">What an import of the invitee would warn of; left out where there is nothing.</param>
public sealed record InvitationView(
    InvitationLineView Invitation,
    string Salutation,
    string? Honorific,
    string? Person,
    IReadOnlyList<string>? Postal,
    string? Fax,
    IReadOnlyDictionary<string, string>? Fields,
    string? Copy,
    string Zone,
    string Weekend,
    int LinkGeneration,
    int Replies,
    ReplyView? Reply,
    IReadOnlyList<DelegationMemberView>? Delegation,
    IReadOnlyList<DispatchView> Letters,
    IReadOnlyList<JournalLineView> Journal,
    OrchestrationView? Orchestration,
    IReadOnlyList<string>? Warnings
)
{
    internal static Ok<InvitationView> Respond(HttpResponse response, InvitationReport report)
    {
        response.SetVersion(report.Row.Version);
        return TypedResults.Ok(From(report));
    }

    private static InvitationView From(InvitationReport report)
    {
        var invitation = report.Invitation;
        var invitee = report.Invitation.Invitee;
        return new InvitationView(
            InvitationLineView.From(report.Row),
            invitee.Salutation,
            invitee.Honorific is { Length: > 0 } honorific ? honorific : null,
            invitee.Person is { Length: > 0 } person ? person : null,
            invitee.PostalLines is { Count: > 0 } lines ? lines : null,
            invitee.Fax is { Length: > 0 } fax ? fax : null,
            invitee.Own.Cells is { Count: > 0 } own ? own : null,
            invitee.Copy,
            invitee.Zone.Id,
            invitee.Weekend.ToString(),
            invitation.LinkGeneration,
            invitation.Replies,
            ReplyView.From(invitation.Reply),
            invitation.Delegation is { Members: { Count: > 0 } members }
                ? [.. members.Select(DelegationMemberView.From)]
                : null,
            [.. invitation.Dispatches.Select(DispatchView.From)],
            [.. report.Journal.Select(JournalLineView.From)],
            report.Orchestration is { } orchestration ? OrchestrationView.From(orchestration) : null,
            CorrectionWarnings.Find(report.Campaign, invitation) is { Count: > 0 } warnings
                ? [.. warnings.Select(w => $"{(w.IsOfLetter ? $"{w.File}: " : "")}{w.Reason.ToEnglish()}")]
                : null
        );
    }
}
