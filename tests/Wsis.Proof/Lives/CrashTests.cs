using NodaTime;
using NodaTime.Extensions;

namespace Wsis.Proof.Lives;

/// <summary>The program is killed with SIGKILL again and again while the campaign runs: at random moments, in its
/// start, and while letters go out.</summary>
public sealed class CrashTests(ProofReport report)
{
    private const int KillsALife = 20;

    [Fact]
    public async Task Killed_at_random_moments_it_loses_no_reply_doubles_no_letter_and_misses_no_reminder()
    {
        ProofForm.RequireLongForm();
        var chance = new Random(ProofForm.Seed);
        var results = new List<LifeResult>();
        for (var done = 0; done < ProofForm.Kills; )
        {
            var lifeSpeed = await LifeSpeed.Measure();
            await using var life = await CampaignLife.Begin(chance.Next(), lifeSpeed);
            done += await KillAgainAndAgain(
                life,
                chance,
                lifeSpeed.Start,
                max: Math.Min(KillsALife, ProofForm.Kills - done)
            );
            await using var last = life.Serve();
            await CampaignLife.IsUp(last);
            results.Add(await life.ComeToRest());
            results[^1].AssertNothingLostNothingTwice();
        }
        report.Add(
            "crashes",
            $"{ProofForm.Kills} kills (SIGKILL) over {results.Count} campaigns of 194 invitees",
            LifeResult.Held(results)
        );
    }

    private static async Task<int> KillAgainAndAgain(CampaignLife life, Random chance, TimeSpan start, int max)
    {
        var kill = 0;
        for (; kill < max && !life.IsOver; kill++)
        {
            await using var process = life.Serve();
            if (chance.Next(5) == 0)
                await Task.Delay(start * chance.NextDouble(), TimeProvider.System);
            else
            {
                await CampaignLife.IsUp(process);
                // Half-way it is left alone until the invitations are out: down all the time it could keep no promise.
                while (kill >= max / 2 && life.Received("invitation") < 194 && !life.IsOver)
                    await CampaignLife.Pause();
                await Task.Delay(Pause(life, chance, start), TimeProvider.System);
            }
            await process.Kill();
        }
        return kill;
    }

    /// <summary>Every other time until letters go out, if that is soon; otherwise any time.</summary>
    private static TimeSpan Pause(CampaignLife life, Random chance, TimeSpan start)
    {
        var now = TimeProvider.System.GetCurrentInstant();
        var next = life
            .Moments.Where(m => m > now && m < now + Duration.FromTimeSpan(3 * start))
            .Select(m => (m - now).ToTimeSpan())
            .ToList();
        return next.Count > 0 && chance.Next(2) == 0
            ? next[0] + (start * (chance.NextDouble() / 4))
            : start * (2 * chance.NextDouble());
    }
}
