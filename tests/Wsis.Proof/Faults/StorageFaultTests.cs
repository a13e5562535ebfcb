using Wsis.Proof.Lives;

namespace Wsis.Proof.Faults;

/// <summary>The whole campaign over a wire to the store that delays, swallows, resets, refuses and loses
/// answers.</summary>
public sealed class StorageFaultTests(ProofReport report)
{
    /// <summary>Out of a thousand requests.</summary>
    private static readonly (int Share, Fault Fault)[] Mix =
    [
        (60, Fault.Delay),
        (4, Fault.Drop),
        (25, Fault.Reset),
        (25, Fault.Busy),
        (25, Fault.Conflict),
        (35, Fault.LoseAnswer),
    ];

    private const int Lives = 4;

    [Fact]
    public async Task On_a_wire_that_fails_no_reply_is_lost_and_no_letter_is_doubled()
    {
        ProofForm.RequireLongForm();
        var chance = new Random(ProofForm.Seed);
        var results = new List<LifeResult>();
        var done = new Dictionary<Fault, int>();
        for (var n = 0; n < Lives; n++)
        {
            await using var life = await CampaignLife.Begin(chance.Next(), await LifeSpeed.Measure());
            await using var wire = new FaultyProxy(life.Tables);
            life.Connection = wire.Through(life.Connection);
            await using var program = life.Serve();
            await CampaignLife.IsUp(program);
            var dice = new Random(chance.Next());
            wire.Treat = _ => Throw(dice);
            results.Add(await life.ComeToRest());
            // The record may be out of reach at any time: rule 5 may give up any reminder.
            (results[^1] with { Missed = [] }).AssertNothingLostNothingTwice();
            foreach (var (fault, times) in wire.Done)
                done[fault] = done.GetValueOrDefault(fault) + times;
        }
        foreach (var (_, fault) in Mix)
            Assert.True(done.GetValueOrDefault(fault) > 0, $"{fault} was never tried.");
        report.Add(
            "storage faults",
            $"{done.Values.Sum()} storage requests over {Lives} campaigns, of which "
                + $"{string.Join(", ", Mix.Select(m => $"{m.Fault} {done[m.Fault]}"))}",
            LifeResult.Held(results)
        );
    }

    private static Fault Throw(Random dice)
    {
        int lot;
        lock (dice)
            lot = dice.Next(1000);
        foreach (var (share, fault) in Mix)
            if ((lot -= share) < 0)
                return fault;
        return Fault.None;
    }
}
