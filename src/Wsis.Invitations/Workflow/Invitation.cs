using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Statements;

namespace Wsis.Invitations.Workflow;

/// <summary>The state of one invitation, with the time of its next wake-up.</summary>
public sealed record Invitation
{
    /// <summary>The number of signal ids that are kept to detect repeated signals. The oldest are dropped
    /// first.</summary>
    public const int RememberedSignals = 100;

    public required CampaignId Campaign { get; init; }

    public required Invitee Invitee { get; init; }

    public Phase Phase { get; init; }

    /// <summary>All claimed letters, oldest first.</summary>
    public ImmutableArray<Dispatch> Dispatches { get; init; } = [];

    /// <summary>Letters that staff requested outside the plan.</summary>
    public ImmutableArray<LetterRequest> Requests { get; init; } = [];

    /// <summary>The current reply: the latest one.</summary>
    public Reply? Reply { get; init; }

    /// <summary>The reply that counts: the current one while the invitation is <see cref="Phase.Answered"/>. The reply
    /// of a withdrawn invitee is kept and does not count. Counts, filters by answer and exports use this one.</summary>
    public Reply? CountedReply => Phase == Phase.Answered ? Reply : null;

    /// <summary>The persons whom the office named as its delegation. Null before it named any. They count while the
    /// office takes part.</summary>
    public Delegation? Delegation { get; init; }

    /// <summary>The size of the delegation that counts: the number of persons where any are named, or else the number
    /// in the reply. Null where neither is known.</summary>
    public int? DelegationSize =>
        CountedReply?.Answer.Attendance is { } attendance
            ? CountedMembers is { Count: > 0 and var named }
                ? named
                : attendance.DelegationSize
            : null;

    /// <summary>The number of women in the reply, at most the size of the delegation.</summary>
    public int? Women =>
        CountedReply?.Answer.Attendance?.Women is { } women ? Math.Min(women, DelegationSize ?? women) : null;

    /// <summary>Whether the reply has more women than the delegation has persons: those named later are
    /// fewer.</summary>
    public bool HasTooManyWomen => CountedReply?.Answer.Attendance?.Women > DelegationSize;

    /// <summary>The persons of the delegation, while the office takes part.</summary>
    public IReadOnlyList<DelegationMember> CountedMembers =>
        CountedReply?.Answer.Attendance is not null ? Delegation?.Members ?? [] : [];

    /// <summary>The number of replies that were current at some time. An earlier letter that is recorded after a later
    /// reply is in the journal only. The reply page carries the number to detect a reply that came in
    /// between.</summary>
    public int Replies { get; init; }

    /// <summary>The calendar entries of earlier replies, and the persons who have them. Null in rows of earlier
    /// versions.</summary>
    public FormerEntries? FormerEntries { get; init; }

    /// <summary>The statements that a withdrawal or a later answer has ended, oldest first: the running order says with
    /// them which places have moved. The oldest are dropped first.</summary>
    public ImmutableArray<FormerStatement> FormerStatements { get; init; } = [];

    /// <summary>The number of acknowledgements that were sent. The row keeps the dispatches of the latest
    /// only.</summary>
    public int Acknowledged { get; init; }

    /// <summary>The number of short letters that staff wrote. It numbers their steps.</summary>
    public int PersonalLetters { get; init; }

    /// <summary>The number of the journal entry of the erasure of the person's data. Null while they are
    /// there.</summary>
    public int? ErasedFrom { get; init; }

    /// <summary>Whether the data of the person were erased. Nothing is sent or recorded any more.</summary>
    public bool IsErased => ErasedFrom is not null;

    /// <summary>How letters reached the office whose data were erased, so that the counts stay. Its addresses are gone.
    /// Null before that, and in rows of versions that wrote by e-mail only.</summary>
    public LetterChannel? ErasedChannel { get; init; }

    public Attention Attention { get; init; }

    /// <summary>The generation of the valid reply link. Lower ones are revoked.</summary>
    public int LinkGeneration { get; init; } = 1;

    /// <summary>The number of the current address, from 1. A corrected address and the change to the permanent mission
    /// increase it.</summary>
    public int AddressVersion { get; init; } = 1;

    /// <summary>Whether letters go to the permanent mission because the official address refused one. A corrected
    /// address resets it.</summary>
    public bool AtMission { get; init; }

    /// <summary>The deadline that passed without an answer, while <see cref="Phase.Unanswered"/>. Only a later deadline
    /// reopens the invitation.</summary>
    public Instant? MissedDeadline { get; init; }

    /// <summary>The ids of processed signals. A repeated signal changes nothing.</summary>
    public ImmutableArray<string> Seen { get; init; } = [];

    /// <summary>The edition of the first letter of each step. It rises when a withdrawn office is invited again, so
    /// that no dispatch id is used twice. The letters of before are in the journal only.</summary>
    public int FirstEdition { get; init; } = 1;

    /// <summary>Whether the invitee was added after the launch, or has got another zone or weekend since. The campaign
    /// may not know the times of its letters, so its letters are due by itself.</summary>
    public bool IsApart { get; init; }

    /// <summary>The number of journal entries, which is the number of the next one.</summary>
    public int JournalLength { get; init; }

    /// <summary>The time at which something is next due without a signal. Null exactly if nothing is.</summary>
    public Instant? WakeAt { get; init; }

    /// <summary>Creates the invitation of an invitee.</summary>
    public static Invitation For(CampaignId campaign, Invitee invitee, Plan plan)
    {
        var invitation = new Invitation { Campaign = campaign, Invitee = invitee };
        return invitation with { WakeAt = invitation.NextWake(plan) };
    }

    /// <summary>How letters reach the office now. The permanent mission is reached by e-mail.</summary>
    public LetterChannel Channel =>
        IsErased ? ErasedChannel ?? LetterChannel.Email
        : AtMission ? LetterChannel.Email
        : Invitee.Channel;

    public InvitationKey Key => new(Campaign, Invitee.Id);

    /// <summary>Whether the letter of invitation is known to be sent.</summary>
    public bool WentOut => Dispatches.Any(d => d is { Kind: LetterKind.Invitation, State: DispatchState.Sent });

    /// <summary>The latest letter of invitation that was sent or may have been sent. Null before that.</summary>
    public Dispatch? InvitationLetter =>
        Dispatches.LastOrDefault(d => d.Kind == LetterKind.Invitation && d.State != DispatchState.Failed);

    /// <summary>The step of the acknowledgement of the current reply.</summary>
    public StepId AcknowledgementStep => new($"acknowledgement-{Replies}");

    /// <summary>The step of the copy of an acknowledgement on paper, for the person who gave the current
    /// reply.</summary>
    public StepId AcknowledgementCopyStep => new($"{AcknowledgementStep}-copy");

    /// <summary>The latest sending of the acknowledgement of the current reply. Null if none has begun.</summary>
    public Dispatch? Acknowledgement => Dispatches.LastOrDefault(d => d.Step == AcknowledgementStep);

    /// <summary>The step of the copy of a withdrawal on paper, for the persons who have it in their diary.</summary>
    public static StepId WithdrawalCopyStep { get; } = new("withdrawal-copy");

    /// <summary>The acknowledgement of the current reply that goes to own addresses: the copy of one on paper, or else
    /// its first sending. Null if none has begun.</summary>
    internal Dispatch? PersonalAcknowledgement =>
        Dispatches.LastOrDefault(d => d.Step == AcknowledgementCopyStep) ?? Find(AcknowledgementStep, FirstEdition);

    /// <summary>Whether the current answer came late and staff have not marked it as resolved. An office that accepts
    /// too late gets no briefing before staff have decided that it comes.</summary>
    public bool AwaitsDecisionOnLateReply => Reply is { Late: true } && Attention.HasFlag(Attention.LateReply);

    /// <summary>Whether letters can still be redirected to the permanent mission.</summary>
    public bool HasMissionLeft =>
        !AtMission && Invitee.Copies.Except(Invitee.Addresses, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>Whether a letter could not be sent, and another one that was sent replaces it.</summary>
    public bool IsReplaced(Dispatch failed) =>
        Dispatches.Any(d =>
            d.State == DispatchState.Sent
            && (
                (d.Step == failed.Step && d.Edition > failed.Edition)
                || (
                    failed.Kind is LetterKind.Reminder or LetterKind.Extension
                    && d.Kind is LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension
                    && d.ClaimedAt > failed.ClaimedAt
                )
            )
        );

    /// <summary>Whether a letter could not be sent, and the office still lacks it.</summary>
    public bool IsMissing(Dispatch letter) =>
        letter.State == DispatchState.Failed
        && !letter.Kind.IsForPersons
        && !IsReplaced(letter)
        && Phase switch
        {
            Phase.Withdrawn => letter.Kind == LetterKind.Withdrawal,
            Phase.Answered when letter.Kind == LetterKind.Acknowledgement => letter.Step == AcknowledgementStep,
            Phase.Answered => letter.Kind is not (LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension),
            _ => true,
        };

    /// <summary>Whether the address has refused a letter that the office still needs, and has taken none since. Letters
    /// that go to the mission instead are a matter for staff too.</summary>
    public bool IsAddressDoubtful() =>
        AtMission
        || Phase == Phase.Undeliverable
        || Dispatches.Any(d => (Phase != Phase.Withdrawn || d.Kind == LetterKind.Withdrawal) && IsRefused(d));

    private bool IsRefused(Dispatch letter) =>
        letter.AddressVersion == AddressVersion
        && !letter.Kind.IsForPersons
        && (
            letter.IsUndelivered
            || letter.Delivery == Delivery.Complained
            || (letter.Delivery == Delivery.Blocked && !Dispatches.Any(d => IsTakenSince(d, letter)))
        );

    private bool IsTakenSince(Dispatch other, Dispatch letter) =>
        other.AddressVersion == AddressVersion
        && other.Delivery == Delivery.Delivered
        && other.ClaimedAt > letter.ClaimedAt;

    public Dispatch? Find(StepId step, int edition) =>
        Dispatches.FirstOrDefault(d => d.Step == step && d.Edition == edition);

    public DispatchId IdOf(Dispatch dispatch) => new(Key, dispatch.Step, dispatch.Edition);
}

/// <summary>A letter that staff requested: a resend of a step, or a reminder outside the plan.</summary>
public sealed record LetterRequest(StepId Step, int Edition, LetterKind Kind, string Letter, Instant At)
{
    /// <summary>The words of a letter that staff wrote. Null for the others.</summary>
    public PersonalText? Text { get; init; }
}
