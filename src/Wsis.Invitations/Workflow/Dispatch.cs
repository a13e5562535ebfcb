using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Workflow;

/// <summary>How far the sending of a letter has come.</summary>
public enum DispatchState
{
    /// <summary>Taken up for sending. Found later in this state, it is in doubt: it may have gone out.</summary>
    Claimed,

    /// <summary>The provider could not take it just now; to be tried again.</summary>
    Retrying,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>The provider will not take it as it is; a person must look.</summary>
    Failed,

    /// <summary>No longer wanted: answered, superseded or withdrawn before it was known to be sent.</summary>
    Dropped,
}

/// <summary>What the provider has reported of a letter after taking it, in the order of weight: reports come in any
/// order, the weightiest stands.</summary>
public enum Delivery
{
    Unknown,
    Processed,
    Deferred,
    Delivered,

    /// <summary>Soft bounce: refused for now, and the provider has given up.</summary>
    Blocked,

    /// <summary>The reader marked it as spam.</summary>
    Complained,

    /// <summary>Hard bounce or dropped: the address does not take letters.</summary>
    Refused,
}

/// <summary>One attempt-protected sending of a step's letter to one invitee.</summary>
public sealed record Dispatch
{
    public required StepId Step { get; init; }

    /// <summary>1; higher where staff had the same step sent again, on purpose.</summary>
    public int Edition { get; init; } = 1;

    public required LetterKind Kind { get; init; }

    /// <summary>The name of the letter's template.</summary>
    public required string Letter { get; init; }

    /// <summary>When the plan wanted it sent.</summary>
    public required Instant Due { get; init; }

    /// <summary>When it was last taken up for sending.</summary>
    public required Instant ClaimedAt { get; init; }

    /// <summary>How often it was taken up.</summary>
    public int Attempt { get; init; } = 1;

    public DispatchState State { get; init; } = DispatchState.Claimed;

    /// <summary>When to try again; while <see cref="DispatchState.Retrying"/> only.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>Which of the invitee's addresses it went to, counted from 1.</summary>
    public int AddressVersion { get; init; } = 1;

    /// <summary>Whether it went to the permanent mission in place of the official address.</summary>
    public bool ToMission { get; init; }

    /// <summary>The provider's id for it.</summary>
    public string? MessageId { get; init; }

    public Delivery Delivery { get; init; }

    /// <summary>Why it was not accepted or not delivered.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Whether it may still go out, or may have gone out unnoticed.</summary>
    public bool IsOpen => State is DispatchState.Claimed or DispatchState.Retrying;
}

/// <summary>Names a dispatch to the mail provider and back: <c>{campaign}~{invitee}~{step}~{edition}</c>.</summary>
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
