using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>Why a signal was not taken in. Nothing was changed.</summary>
public enum Refusal
{
    None,

    /// <summary>Another reply came in since the sender looked.</summary>
    Overtaken,

    /// <summary>The phase of the invitation, or the campaign's rules, do not allow it; the decision says why.</summary>
    NotNow,

    /// <summary>The row is no longer as the sender saw it.</summary>
    Stale,
}

/// <summary>What follows from a signal: the next row, the letter to send, the lines for the journal.</summary>
public sealed record Decision
{
    private Decision(Invitation before, Instant now) => (Before, Next, Now) = (before, before, now);

    /// <summary>The row that was decided on.</summary>
    public Invitation Before { get; }

    public Invitation Next { get; private init; }

    /// <summary>The dispatch claimed by this decision, whose letter is to be sent once it is committed. One at most:
    /// never a burst.</summary>
    public Dispatch? Letter { get; private init; }

    public ImmutableArray<JournalEntry> Journal { get; private init; } = [];

    public Refusal Refusal { get; private init; }

    /// <summary>The sentence that says why it was refused.</summary>
    public string? Why { get; private init; }

    /// <summary>Whether there is anything to commit.</summary>
    public bool IsChange => !ReferenceEquals(Before, Next);

    internal Instant Now { get; }

    internal static Decision On(Invitation invitation, Instant now) => new(invitation, now);

    internal Decision Refuse(Refusal refusal, string why) => this with { Next = Before, Refusal = refusal, Why = why };

    internal Decision Change(Func<Invitation, Invitation> change) => this with { Next = change(Next) };

    internal Decision Move(Phase phase) => Change(i => i with { Phase = phase });

    internal Decision Alert(Attention attention) => Change(i => i with { Attention = i.Attention | attention });

    internal Decision Replace(Dispatch old, Dispatch by) =>
        Change(i => i with { Dispatches = i.Dispatches.Replace(old, by) });

    internal Decision Claim(Dispatch dispatch) => this with { Letter = dispatch };

    internal Decision Note(
        string what,
        string? who = null,
        string? step = null,
        string? note = null,
        Reply? reply = null
    ) =>
        Change(i => i with { JournalLength = i.JournalLength + 1 }) with
        {
            Journal = Journal.Add(new JournalEntry(Now, what, who, step, note, reply)),
        };
}
