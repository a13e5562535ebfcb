using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>The letters that were claimed by one commit, with their outcomes. Thread-safe.</summary>
internal sealed class ClaimedLetters(IReadOnlyList<(Versioned<Invitation> Row, Dispatch Dispatch)> claims)
{
    private readonly Lock gate = new();
    private readonly Claim[] letters = [.. claims.Select(c => new Claim(c.Row, c.Dispatch))];

    public int Count => letters.Length;

    /// <summary>Begins a letter.</summary>
    /// <returns>The letter. Null if it was released before.</returns>
    public Claim? TryBegin(int index)
    {
        lock (gate)
        {
            if (letters[index].IsBegun)
                return null;
            letters[index].IsBegun = true;
            return letters[index];
        }
    }

    public void Complete(Claim letter, SendOutcome outcome)
    {
        lock (gate)
            letter.Outcome = outcome;
    }

    /// <summary>Releases the letters that are not begun.</summary>
    public void ReleaseRest()
    {
        lock (gate)
            foreach (var letter in letters.Where(l => !l.IsBegun))
                (letter.IsBegun, letter.Outcome) = (true, new SendOutcome.Recalled());
    }

    /// <summary>Takes the letters whose outcomes are known and not taken yet.</summary>
    public List<(Versioned<Invitation> Row, Signal.Settled Signal)> TakeOutcomes()
    {
        lock (gate)
        {
            var known = letters.Where(l => l is { IsTaken: false, Outcome: not null }).ToList();
            foreach (var letter in known)
                letter.IsTaken = true;
            return [.. known.Select(l => (l.Row, new Signal.Settled(l.Dispatch.Step, l.Dispatch.Edition, l.Outcome!)))];
        }
    }

    public sealed class Claim(Versioned<Invitation> row, Dispatch dispatch)
    {
        public Versioned<Invitation> Row => row;

        public Dispatch Dispatch => dispatch;

        public bool IsBegun { get; set; }

        public bool IsTaken { get; set; }

        public SendOutcome? Outcome { get; set; }
    }
}
