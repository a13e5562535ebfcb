using Wsis.Local.Demo;

namespace Wsis.Proof.Lives;

/// <summary>What a campaign's life came to.</summary>
/// <param name="Summary">The letters and replies, held against the record.</param>
/// <param name="Invited">How many invitations were handed over.</param>
/// <param name="Letters">The letters that arrived.</param>
/// <param name="Again">Those that were handed over a second time.</param>
/// <param name="GivenUp">Letters that arrived, and that are uncertain in the record: they were in doubt when the answer
/// or the deadline made them of no more use.</param>
/// <param name="Confirmed">The replies that the page confirmed to their senders.</param>
/// <param name="Repeated">How often somebody had to send again.</param>
/// <param name="Superseded">Reminders that an outage kept back until a later one was due: rule 5 gives them up.</param>
/// <param name="Missed">Reminders that should have gone out and did not.</param>
internal sealed record LifeResult(
    DemoSummary Summary,
    int Invited,
    int Letters,
    IReadOnlyList<string> Again,
    int GivenUp,
    int Confirmed,
    int Repeated,
    int Superseded,
    IReadOnlyList<string> Missed
)
{
    /// <summary>Fails if a promise was broken. The tally was counted against all rows before.</summary>
    public void AssertNothingLostNothingTwice()
    {
        Assert.Empty(Again);
        Assert.Equal(194, Invited);
        Assert.Equal((0, 0), (Summary.LostReplies, Summary.LostLetters));
        Assert.Equal(0, Summary.DuplicateLetters);
        Assert.Equal(Letters, Summary.Letters.Values.Sum() + GivenUp);
        Assert.Empty(Missed);
    }

    /// <summary>The results in numbers, printed after the assertions.</summary>
    public static string Held(IReadOnlyList<LifeResult> results) =>
        $"{results.Sum(r => r.Letters)} letters, {results.Sum(r => r.Again.Count)} handed over again "
        + $"under their id, 0 received twice, 0 lost ({results.Sum(r => r.GivenUp)} overtaken by an "
        + $"answer while in doubt); "
        + $"{results.Sum(r => r.Confirmed)} replies confirmed to their senders ("
        + $"{results.Sum(r => r.Repeated)} requests sent again), 0 lost; "
        + $"{results.Sum(r => r.Superseded + r.Missed.Count)} reminders given up in an outage by rule "
        + $"5, {results.Sum(r => r.Missed.Count)} missed beyond it; tallies equal to a full count";
}
