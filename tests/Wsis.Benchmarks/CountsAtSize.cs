using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Benchmarks;

/// <summary>The campaign's counts at 100,000 invitees against 100: as staff are served them (at most a second old), and read from the store each
/// time, where the emulator answers one read after the other and the number of buckets shows.</summary>
internal static class CountsAtSize
{
    private const int Times = 200;
    private const int Askings = 1000;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var small = await Stage.Set(cancellation);
        await using var large = await Stage.Set(cancellation);
        var few = await small.Campaigns.Import(Stage.Folder(100), cancellation);
        var many = await large.Campaigns.Import(Stage.Folder(100_000), cancellation);
        var (fewCounts, manyCounts) = (new CampaignCounts(small.Store, TimeProvider.System), new CampaignCounts(large.Store, TimeProvider.System));
        var (coldMany, coldFew) = await Measure.InTurns(20, _ => large.Store.Count(many.Id, many.Buckets, cancellation), _ => small.Store.Count(few.Id, few.Buckets, cancellation));
        var (ours, against) = await Measure.InTurns(Times, _ => Watch(manyCounts, many, 100_000), _ => Watch(fewCounts, few, 100));
        return new Result(
            $"the counts at 100,000 invitees against 100, as served; read afresh from Azurite {coldMany.TotalMilliseconds:0.0} ms ({many.Buckets} reads) against {coldFew.TotalMilliseconds:0.0} ms ({few.Buckets})",
            $"{ours.TotalMicroseconds / Askings:0.00} µs", $"{against.TotalMicroseconds / Askings:0.00} µs", ours / against, 1.5);

        async Task Watch(CampaignCounts counts, CampaignEntry entry, long invitees)
        {
            for (var i = 0; i < Askings; i++)
                if ((await counts.Of(entry, cancellation)).Invitees != invitees)
                    throw new InvalidDataException("The counts are wrong.");
        }
    }
}
