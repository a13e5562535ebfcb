namespace Wsis.Invitations.Workflow;

/// <summary>The letters that this process claims or hands over just now. Whoever else reads such a claim here need not
/// wonder what became of the letter, nor ask a mailer that may not have it yet. Safe for use by many threads.</summary>
internal sealed class InFlightLetters
{
    private readonly Lock gate = new();

    /// <summary>By how many at once: of two that are about to claim the same letter, one fails, and must not let it go
    /// for the other.</summary>
    private readonly Dictionary<DispatchId, int> hands = [];

    public bool Has(DispatchId letter)
    {
        lock (gate)
            return hands.ContainsKey(letter);
    }

    /// <summary>Takes letters in hand, until what is returned is disposed of.</summary>
    public IDisposable Take(IReadOnlyList<DispatchId> letters)
    {
        lock (gate)
            foreach (var letter in letters)
                hands[letter] = hands.GetValueOrDefault(letter) + 1;
        return new Hand(this, letters);
    }

    private void LetGo(IReadOnlyList<DispatchId> letters)
    {
        lock (gate)
            foreach (var letter in letters)
                if (--hands[letter] == 0)
                    hands.Remove(letter);
    }

    private sealed class Hand(InFlightLetters owner, IReadOnlyList<DispatchId> letters) : IDisposable
    {
        public void Dispose() => owner.LetGo(letters);
    }
}
