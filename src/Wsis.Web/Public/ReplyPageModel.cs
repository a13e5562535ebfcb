using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Public.Texts;

namespace Wsis.Web.Public;

/// <summary>The state that the reply page shows.</summary>
public enum ReplyPageState
{
    /// <summary>The invitation is not sent yet.</summary>
    NotYet,

    /// <summary>The page asks for an answer.</summary>
    Open,

    /// <summary>There is an answer. It can be changed.</summary>
    Answered,

    /// <summary>There is an answer. The time to reply has ended, but the answer can be changed.</summary>
    ChangeableLate,

    /// <summary>There is an answer. It can no longer be changed on the page.</summary>
    Settled,

    /// <summary>The deadline has passed, or the campaign was closed. A new answer is late.</summary>
    Late,

    /// <summary>The invitation is withdrawn.</summary>
    Withdrawn,

    /// <summary>The campaign is cancelled.</summary>
    Cancelled,
}

/// <summary>Everything the reply page shows.</summary>
public sealed record ReplyPageModel
{
    public required Language Language { get; init; }
    public required Campaign Campaign { get; init; }
    public required Schedule Schedule { get; init; }
    public required Invitation Invitation { get; init; }
    public required ReplyPageState State { get; init; }

    /// <summary>The path of the page. The letter and the calendar entry are below it.</summary>
    public required string Path { get; init; }

    /// <summary>Whether the letter of invitation went with its PDF.</summary>
    public bool HasPdf =>
        Invitation.InvitationLetter is { } letter
        && Campaign.Schedule.Steps.Any(s => s.HasPdf && s.Id.Value == letter.Letter);

    /// <summary>The id of the reply that the form sends. A form that is sent twice records one reply.</summary>
    public required string ReplyId { get; init; }

    /// <summary>The fields that were sent, where the form is shown again; otherwise the recorded reply.</summary>
    public required ReplyForm Form { get; init; }

    public IReadOnlyDictionary<string, ReplyFieldError> Errors { get; init; } =
        new Dictionary<string, ReplyFieldError>();

    /// <summary>Another reply was recorded while this one was typed.</summary>
    public bool Overtaken { get; init; }

    public PageTexts Texts => PageTexts.In(Language);

    public bool HasForm =>
        State is ReplyPageState.Open or ReplyPageState.Answered or ReplyPageState.ChangeableLate or ReplyPageState.Late;

    /// <summary>Whether an acknowledgement that was not sent yet will be sent.</summary>
    public required bool Acknowledges { get; init; }

    /// <summary>What has become of the acknowledgement of the current reply; null where there is nothing to
    /// say.</summary>
    public string? AcknowledgementText =>
        Invitation.Acknowledgement switch
        {
            null or { IsOpen: true } => Acknowledges ? Texts.AcknowledgementFollows : null,
            { State: DispatchState.Sent, IsUndelivered: false, Delivery: not Delivery.Blocked } =>
                Texts.AcknowledgementSent,
            _ => null,
        };

    /// <summary>Whether the person who answers can have a copy of the acknowledgement by e-mail.</summary>
    public bool OffersCopy => Acknowledges;

    /// <summary>Names the reply on the receipt: the letter, the invitee and the number of the reply.</summary>
    public string ReplyReference => $"{Campaign.Reference} / {Invitation.Invitee.Id} / {Invitation.Replies}";

    public bool FormIsOpen => Overtaken || (Errors.Count > 0 && !IsDelegationPosted);

    /// <summary>The rows of the form of the delegation: as they were sent, or else those recorded and an empty
    /// one.</summary>
    public IReadOnlyList<MemberForm> DelegationRows { get; init; } = [];

    /// <summary>Whether the delegation can be named now.</summary>
    public required bool DelegationIsOpen { get; init; }

    /// <summary>Whether the form of the delegation was sent, and not that of the reply.</summary>
    public bool IsDelegationPosted { get; init; }

    /// <summary>Somebody else named the delegation while these persons were typed.</summary>
    public bool IsDelegationOvertaken { get; init; }

    /// <summary>The last day on which the delegation can be named, written out.</summary>
    public string DelegationUntil => CalendarText.Date(Campaign.DelegationUntil ?? Campaign.Event.From, Language);

    /// <summary>A local date and time, written out.</summary>
    public string Moment(LocalDateTime moment) => Texts.Display(moment, Language);

    /// <summary>The name of the time in the campaign's zone.</summary>
    public string PlaceTime => Wsis.Invitations.Letters.PlaceTime.Name(Campaign, Schedule, Language);

    internal static ReplyPageState StateOf(LoadedCampaign campaign, Invitation invitation, Instant now)
    {
        // The deadline of the plan, not of the schedule: after the campaign is closed, the schedule has the closing
        // time.
        var plan = campaign.Planner.For(invitation.Invitee);
        return (campaign.Entry.State, invitation.Phase) switch
        {
            (CampaignState.Cancelled, _) => ReplyPageState.Cancelled,
            (_, Phase.Withdrawn) => ReplyPageState.Withdrawn,
            (_, Phase.Answered) when now < plan.Deadline => ReplyPageState.Answered,
            (_, Phase.Answered) => plan.ChangeAfterDeadline ? ReplyPageState.ChangeableLate : ReplyPageState.Settled,
            _ when now >= plan.Close => ReplyPageState.Late,
            (_, Phase.Scheduled) when invitation.InvitationLetter is null => ReplyPageState.NotYet,
            _ => ReplyPageState.Open,
        };
    }
}
