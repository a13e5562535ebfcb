using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;

namespace Wsis.Benchmarks;

/// <summary>The campaign's counts at 100,000 invitees against 100, as staff are served them.</summary>
internal static class CountsAtSize
{
    private const int Times = 200;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var small = await Stage.Set(cancellation);
        await using var large = await Stage.Set(cancellation);
        var few = await small.Campaigns.Import(Stage.Folder(100), cancellation);
        var many = await large.Campaigns.Import(Stage.Folder(100_000), cancellation);
        await Count(small, few);
        await Count(large, many);
        var (ours, against) = await Measure.InTurns(Times, _ => Count(large, many), _ => Count(small, few));
        return new Result($"the counts at 100,000 invitees ({many.Buckets} buckets), against 100 ({few.Buckets})", $"{ours.TotalMilliseconds:0.00} ms", $"{against.TotalMilliseconds:0.00} ms", ours / against, 1.5);

        async Task Count(Stage stage, CampaignEntry entry)
        {
            if ((await stage.Store.Count(entry.Id, entry.Buckets, cancellation)).Invitees is not (100 or 100_000))
                throw new InvalidDataException("The counts are wrong.");
        }
    }
}
