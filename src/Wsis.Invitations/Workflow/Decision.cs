using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Workflow;

/// <summary>The result of a signal: the next row, the letter to send, the journal entries.</summary>
public sealed record Decision
{
    private Decision(Invitation before, Instant now) => (Before, Next, Now) = (before, before, now);

    /// <summary>The row that was decided on.</summary>
    public Invitation Before { get; }

    public Invitation Next { get; private init; }

    /// <summary>The dispatch claimed by this decision. One at most: never a burst.</summary>
    public Dispatch? Claimed { get; private init; }

    /// <summary>The dispatch claimed by this decision, if its letter is to be given to the mailer once the decision is
    /// committed. A letter on paper waits for staff.</summary>
    public Dispatch? Letter => Claimed is { OnPaper: false } ? Claimed : null;

    public ImmutableArray<JournalEntry> Journal { get; private init; } = [];

    /// <summary>Why the signal was refused and nothing was changed; null where it was not refused.</summary>
    public Reason? Refusal { get; private init; }

    /// <summary>Whether it makes a letter unnecessary that is claimed and may not be begun yet.</summary>
    public bool Recalls =>
        Before.Dispatches.Any(d =>
            d is { State: DispatchState.Claimed, Overtaken: false }
            && Next.Find(d.Step, d.Edition) is null or { Overtaken: true } or { State: DispatchState.Dropped }
        );

    /// <summary>Whether there is anything to commit.</summary>
    public bool IsChange => !ReferenceEquals(Before, Next);

    internal Instant Now { get; }

    internal static Decision On(Invitation invitation, Instant now) => new(invitation, now);

    internal Decision Refuse(Reason reason) => this with { Next = Before, Refusal = reason };

    internal Decision Change(Func<Invitation, Invitation> change) => this with { Next = change(Next) };

    internal Decision Enter(Phase phase) => Change(i => i with { Phase = phase });

    internal Decision Alert(Attention attention) => Change(i => i with { Attention = i.Attention | attention });

    internal Decision Replace(Dispatch old, Dispatch by) =>
        Change(i => i with { Dispatches = i.Dispatches.Replace(old, by) });

    internal Decision Claim(Dispatch dispatch) => this with { Claimed = dispatch };

    internal Decision Note(JournalEvent happened, string? by = null) =>
        Change(i => i with { JournalLength = i.JournalLength + 1 }) with
        {
            Journal = Journal.Add(new JournalEntry(Now, happened, by)),
        };
}
