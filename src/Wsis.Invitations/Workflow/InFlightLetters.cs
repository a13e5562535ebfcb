namespace Wsis.Invitations.Workflow;

/// <summary>The letters that this process is claiming or sending. Another thread that reads such a claim does not treat
/// it as in doubt and does not query the mailer. Thread-safe.</summary>
internal sealed class InFlightLetters
{
    private readonly Lock gate = new();

    /// <summary>The number of registrations of each letter. Two threads may try to claim the same letter. The one that
    /// fails must not end the registration of the other.</summary>
    private readonly Dictionary<DispatchId, int> counts = [];

    public bool Contains(DispatchId letter)
    {
        lock (gate)
            return counts.ContainsKey(letter);
    }

    /// <summary>Registers letters as in flight until the result is disposed.</summary>
    public IDisposable Register(IReadOnlyList<DispatchId> letters)
    {
        lock (gate)
            foreach (var letter in letters)
                counts[letter] = counts.GetValueOrDefault(letter) + 1;
        return new Registration(this, letters);
    }

    private void Unregister(IReadOnlyList<DispatchId> letters)
    {
        lock (gate)
            foreach (var letter in letters)
                if (--counts[letter] == 0)
                    counts.Remove(letter);
    }

    private sealed class Registration(InFlightLetters owner, IReadOnlyList<DispatchId> letters) : IDisposable
    {
        public void Dispose() => owner.Unregister(letters);
    }
}
