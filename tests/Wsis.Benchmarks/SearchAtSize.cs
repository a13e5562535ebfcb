using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.Benchmarks;

/// <summary>A page of a list at 20,000 invitees by region, and by a group in which nobody is: rows that are read and
/// searched one by one, in Azurite and in memory. Seconds.</summary>
internal static class SearchAtSize
{
    private const int Invitees = 20_000;
    private const int Times = 10;
    private const int Top = 100;
    private const double MaxSeconds = 1;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var azurite = await BenchmarkEnvironment.Create(cancellation);
        await using var memory = BenchmarkEnvironment.InMemory(stores => stores);
        var (stored, kept) = (
            await azurite.Campaigns.Import(BenchmarkEnvironment.Folder(Invitees), cancellation),
            await memory.Campaigns.Import(BenchmarkEnvironment.Folder(Invitees), cancellation)
        );
        var slowest = TimeSpan.Zero;
        var inMemory = TimeSpan.Zero;
        foreach (
            var filter in new[]
            {
                new InvitationFilter(Region: SampleCampaign.Folder.Invitees[0].Region),
                new InvitationFilter(Group: "nobody"),
            }
        )
        {
            var (ours, against) = await Measure.InTurns(
                Times,
                _ => Page(azurite, stored, filter),
                _ => Page(memory, kept, filter)
            );
            slowest = ours > slowest ? ours : slowest;
            inMemory = against > inMemory ? against : inMemory;
        }
        return new Result(
            $"the first {Top} of a region, or of an empty group, at {Invitees} invitees, in seconds",
            $"{slowest.TotalMilliseconds:0} ms (in memory {inMemory.TotalMilliseconds:0} ms)",
            $"{MaxSeconds} s",
            slowest.TotalSeconds,
            MaxSeconds
        );

        Task Page(BenchmarkEnvironment environment, CampaignEntry entry, InvitationFilter filter) =>
            environment.Store.Invitations.List(entry.Id, entry.Buckets, filter, Top, null, cancellation);
    }
}
