using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Proof.Lives;

/// <summary>The program dies between every two steps of a letter's way: claim, commit, hand over, settle,
/// commit.</summary>
public sealed class BetweenStepsTests(ProofReport report)
{
    /// <summary>So slow that nothing but the invitation is due.</summary>
    private static readonly LifeSpeed Slow = new(TimeSpan.Zero, DaysPerSecond: 0.02);

    private const int SigKill = 128 + 9;

    /// <summary>Far longer than it takes: for machines that have other things to do.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Killed_between_any_two_steps_it_sends_each_letter_once()
    {
        // The launch commits in 16 partitions: it comes to each place that often at least. The short form takes one
        // place, another run another.
        var times = ProofForm.Choose<int[]>([1 + (ProofForm.Seed % 10)], [1, 2, 3, 5, 7, 10]);
        var stages = Enum.GetValues<KillStage>();
        var chosen = ProofForm.Choose([stages[ProofForm.Seed % stages.Length]], stages);
        var deaths = times
            .SelectMany(n =>
                chosen.Select(p => new KillPoint(p, p is KillStage.BeforeSending or KillStage.AfterSending ? n * 5 : n))
            )
            .ToList();
        foreach (var death in deaths)
            await DieAndGoOn(death);
        report.Add(
            "steps",
            $"SIGKILL between every two steps of a letter's way: {deaths.Count} deaths ("
                + $"{string.Join(", ", chosen)})",
            "after each, 194 invitations received: 0 handed over twice, 0 lost"
        );
    }

    private static async Task DieAndGoOn(KillPoint death)
    {
        await using var life = await CampaignLife.Begin(ProofForm.Seed, Slow);
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(KillPoint).Assembly.Location,
            [KillPoint.Variable] = $"{death}",
        };
        await using (var doomed = life.Serve(variables: variables))
            Assert.True(await doomed.WaitForExit(Timeout) == SigKill, $"{death}: {doomed.Output}");
        await using var next = life.Serve();
        await next.WaitForOutput("is Running");
        var left = 194L;
        for (var begun = TimeProvider.System.GetTimestamp(); left > 0; await CampaignLife.Pause())
        {
            left = (
                await life.Store.Invitations.Count(new CampaignId("wsis-forum-2018"), 16, CancellationToken.None)
            ).In(Phase.Scheduled);
            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < Timeout,
                $"{death}: {left} of 194 were not sent. {next.Output}"
            );
        }
        Assert.Equal(194, life.Received("invitation"));
        Assert.DoesNotContain(
            life.DuplicateDeliveries,
            letter => letter.Contains("~invitation~", StringComparison.Ordinal)
        );
    }
}
