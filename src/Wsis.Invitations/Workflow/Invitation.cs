using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>The record of one invitation: the only truth about where it stands, and when it next needs
/// attention.</summary>
public sealed record Invitation
{
    /// <summary>How many signal ids are remembered, to know a repeated one. Older ones are forgotten first.</summary>
    public const int RememberedSignals = 100;

    public required CampaignId Campaign { get; init; }

    public required Invitee Invitee { get; init; }

    public Phase Phase { get; init; }

    /// <summary>Every letter taken up for sending, oldest first.</summary>
    public ImmutableArray<Dispatch> Dispatches { get; init; } = [];

    /// <summary>Letters that a person asked for, outside the plan.</summary>
    public ImmutableArray<LetterRequest> Requests { get; init; } = [];

    /// <summary>The reply that stands: the latest one.</summary>
    public Reply? Reply { get; init; }

    /// <summary>How many replies have stood, this one included; an earlier letter that was recorded after it is in the
    /// journal only. The reply page carries the number, to notice a reply that came in between.</summary>
    public int Replies { get; init; }

    /// <summary>How many acknowledgements went out; the dispatches of the oldest leave the row after a while.</summary>
    public int Acknowledged { get; init; }

    public Attention Attention { get; init; }

    /// <summary>The generation of the reply link that is valid; lower ones are revoked.</summary>
    public int LinkGeneration { get; init; } = 1;

    /// <summary>Counts the addresses that letters went to, from 1: a correction begins a new one, and so does the turn
    /// to the mission.</summary>
    public int AddressVersion { get; init; } = 1;

    /// <summary>Whether letters go to the permanent mission, since the official address refused one. A corrected
    /// address ends it.</summary>
    public bool AtMission { get; init; }

    /// <summary>The deadline that passed without an answer, while <see cref="Phase.Unanswered"/>. Only a later deadline
    /// reopens it.</summary>
    public Instant? MissedDeadline { get; init; }

    /// <summary>The ids of signals already taken in, so that the same one again changes nothing.</summary>
    public ImmutableArray<string> Seen { get; init; } = [];

    /// <summary>How many entries the journal has: the next one's number.</summary>
    public int JournalLength { get; init; }

    /// <summary>When something is next due without a signal; null exactly when nothing is.</summary>
    public Instant? WakeAt { get; init; }

    /// <summary>The invitation of an invitee, before anything has happened.</summary>
    public static Invitation For(CampaignId campaign, Invitee invitee, Plan plan)
    {
        var invitation = new Invitation { Campaign = campaign, Invitee = invitee };
        return invitation with { WakeAt = invitation.NextWake(plan) };
    }

    public InvitationKey Key => new(Campaign, Invitee.Id);

    /// <summary>Whether the invitation itself is known to have gone out.</summary>
    public bool WentOut => Dispatches.Any(d => d is { Kind: LetterKind.Invitation, State: DispatchState.Sent });

    /// <summary>The invitation's own letter, as it went out or may have gone out the last time; null before
    /// that.</summary>
    public Dispatch? InvitationLetter =>
        Dispatches.LastOrDefault(d => d.Kind == LetterKind.Invitation && d.State != DispatchState.Failed);

    /// <summary>The step of the acknowledgement for the reply that stands.</summary>
    public StepId AcknowledgementStep => new($"acknowledgement-{Replies}");

    /// <summary>Whether the permanent mission can still take the place of the official address.</summary>
    public bool HasMissionLeft =>
        !AtMission
        && Invitee.Copy is { } mission
        && !string.Equals(mission, Invitee.Address, StringComparison.OrdinalIgnoreCase);

    public Dispatch? Find(StepId step, int edition) =>
        Dispatches.FirstOrDefault(d => d.Step == step && d.Edition == edition);

    public DispatchId IdOf(Dispatch dispatch) => new(Key, dispatch.Step, dispatch.Edition);
}

/// <summary>A letter that a person asked for: a resend of a step, or a reminder outside the plan.</summary>
public sealed record LetterRequest(StepId Step, int Edition, LetterKind Kind, string Letter, Instant At);
