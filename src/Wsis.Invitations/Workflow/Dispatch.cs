using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Workflow;

/// <summary>The state of the sending of a letter.</summary>
public enum DispatchState
{
    /// <summary>Reserved for sending, and being sent. If a process ends before it stores the result, the dispatch stays
    /// in this state and is in doubt (<see cref="Dispatch.IsInDoubt"/>): the letter may have been sent.</summary>
    Claimed,

    /// <summary>The provider was temporarily unable to accept it. It is retried.</summary>
    Retrying,

    /// <summary>The provider accepted it, or staff marked it as posted.</summary>
    Sent,

    /// <summary>The provider rejected it. It is not retried; staff must act.</summary>
    Failed,

    /// <summary>No longer needed: the invitation was answered or withdrawn, or a later letter replaced it, before it
    /// was sent. If it is <see cref="Dispatch.IsUnresolved"/>, it may have been sent.</summary>
    Dropped,

    /// <summary>The letter waits on the print run. Staff print it and mark it as posted.</summary>
    ToPrint,
}

/// <summary>The provider's reports on a letter that it accepted, from the weakest to the strongest. Reports arrive in
/// any order; the strongest counts.</summary>
public enum Delivery
{
    Unknown,
    Processed,
    Deferred,
    Delivered,

    /// <summary>Soft bounce: a temporary refusal after which the provider stopped retrying.</summary>
    Blocked,

    /// <summary>The reader marked it as spam.</summary>
    Complained,

    /// <summary>Hard bounce or dropped: the address does not accept letters.</summary>
    Refused,

    /// <summary>A letter on paper came back. Staff say so, and no provider.</summary>
    Returned,
}

/// <summary>The sending of a step's letter to one invitee, protected against sending twice.</summary>
public sealed record Dispatch
{
    public required StepId Step { get; init; }

    /// <summary>1. Higher if staff sent the same step again on purpose.</summary>
    public int Edition { get; init; } = 1;

    public required LetterKind Kind { get; init; }

    /// <summary>The name of the letter's template.</summary>
    public required string Letter { get; init; }

    /// <summary>The words of a letter that staff wrote. Null for the others. The row keeps those of the latest
    /// only; the journal keeps all.</summary>
    public PersonalText? Text { get; init; }

    /// <summary>The time at which the plan sends it.</summary>
    public required Instant Due { get; init; }

    /// <summary>The time of the latest claim.</summary>
    public required Instant ClaimedAt { get; init; }

    /// <summary>The number of claims.</summary>
    public int Attempt { get; init; } = 1;

    public DispatchState State { get; init; } = DispatchState.Claimed;

    /// <summary>The time of the next attempt. Set only while <see cref="DispatchState.Retrying"/>.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>The number of the address to which it was sent (<see cref="Invitation.AddressVersion"/>).</summary>
    public int AddressVersion { get; init; } = 1;

    /// <summary>Whether it was sent to the permanent mission instead of the official address.</summary>
    public bool ToMission { get; init; }

    /// <summary>Whether it goes on paper. It is on the print run until staff mark it as posted.</summary>
    public bool OnPaper { get; init; }

    /// <summary>The number of the text of a letter on the print run, from 1. It rises when the letter is to be printed
    /// again, because the invitee or the deadline has changed.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>How staff posted it. Null if they did not.</summary>
    public Posting? Posted { get; init; }

    /// <summary>Whether it certainly did not reach the office at its address.</summary>
    public bool IsUndelivered => Delivery is Delivery.Refused or Delivery.Returned;

    /// <summary>The time at which it was sent, or else claimed.</summary>
    public Instant SentAt => Posted?.At ?? ClaimedAt;

    /// <summary>The provider's message id.</summary>
    public string? MessageId { get; init; }

    public Delivery Delivery { get; init; }

    /// <summary>The reason for which it was not accepted or not delivered.</summary>
    public Reason? Reason { get; init; }

    /// <summary>How long sending takes at most. After that a claim without a result is in doubt: the process that made
    /// it has ended. Longer than the timeouts of the mailers.</summary>
    public static readonly Duration MaxSendingTime = Duration.FromMinutes(5);

    /// <summary>The number of extensions of the deadline that the letter knows. Null if it was not recorded.</summary>
    public int? Extensions { get; init; }

    /// <summary>The number of corrected letters that were approved when it was claimed.</summary>
    public int Corrections { get; init; }

    /// <summary>Whether it was claimed, and became unnecessary before its result was known. It is not sent again. While
    /// it is <see cref="DispatchState.Claimed"/>, its result is still awaited.</summary>
    public bool Overtaken { get; init; }

    /// <summary>Whether it was never known if the letter was sent, and nobody waits for its result any more.</summary>
    public bool IsUnresolved => Overtaken && State == DispatchState.Dropped;

    /// <summary>Whether it may have been sent without a stored result.</summary>
    public bool MayHaveBeenSent => State == DispatchState.Claimed || IsUnresolved;

    /// <summary>Whether it is uncertain that it was sent. A letter that is being sent now is not in doubt.</summary>
    public bool IsInDoubt(Instant now) =>
        State == DispatchState.Claimed && (Reason is not null || now - ClaimedAt > MaxSendingTime);

    /// <summary>Whether it is needed, and has no final result: it is sent now or later, or was perhaps sent.</summary>
    public bool IsOpen => IsUnsettled && !Overtaken;

    /// <summary>Whether it is needed and is given to the mailer again by itself, at a time.</summary>
    public bool IsRepeatable => IsOpen && State != DispatchState.ToPrint;

    /// <summary>Whether it has no final result.</summary>
    public bool IsUnsettled => State is DispatchState.Claimed or DispatchState.Retrying or DispatchState.ToPrint;
}

/// <summary>The id of a dispatch, which its messages carry: <c>{campaign}~{invitee}~{step}~{edition}</c>.</summary>
public readonly record struct DispatchId(InvitationKey Key, StepId Step, int Edition) : IParsable<DispatchId>
{
    /// <exception cref="FormatException">The text is not a dispatch id.</exception>
    public static DispatchId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a dispatch id.");

    public static bool TryParse([NotNullWhen(true)] string? text, out DispatchId id)
    {
        id = default;
        if (
            text?.Split('~') is not [var c, var i, var s, var e]
            || !CampaignId.TryParse(c, out var campaign)
            || !Invitees.InviteeId.TryParse(i, out var invitee)
            || !StepId.TryParse(s, out var step)
            || !int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var edition)
        )
            return false;
        id = new DispatchId(new InvitationKey(campaign, invitee), step, edition);
        return true;
    }

    static DispatchId IParsable<DispatchId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<DispatchId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out DispatchId result
    ) => TryParse(s, out result);

    public override string ToString() => $"{Key.Campaign}~{Key.Invitee}~{Step}~{Edition}";
}
