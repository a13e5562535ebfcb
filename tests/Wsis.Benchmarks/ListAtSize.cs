using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;

namespace Wsis.Benchmarks;

/// <summary>The first page of a filtered list at 100,000 invitees against 1,000, read from the store each
/// time.</summary>
internal static class ListAtSize
{
    private const int Times = 30;

    /// <summary>A page as the staff API gives it where no size is asked for.</summary>
    private const int Top = 100;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var small = await BenchmarkEnvironment.Create(cancellation);
        await using var large = await BenchmarkEnvironment.Create(cancellation);
        var few = await small.Campaigns.Import(BenchmarkEnvironment.Folder(1_000), cancellation);
        var many = await large.Campaigns.Import(BenchmarkEnvironment.Folder(100_000), cancellation);
        var filter = new InvitationFilter(Language: Language.French);
        var (ours, against) = await Measure.InTurns(Times, _ => Page(large, many), _ => Page(small, few));
        return new Result(
            $"the first {Top} of those written to in French, at 100,000 invitees against 1,000",
            $"{ours.TotalMilliseconds:0.0} ms",
            $"{against.TotalMilliseconds:0.0} ms",
            ours / against,
            3
        );

        async Task Page(BenchmarkEnvironment environment, CampaignEntry entry)
        {
            var page = await environment.Store.Invitations.List(
                entry.Id,
                entry.Buckets,
                filter,
                Top,
                null,
                cancellation
            );
            if (page.Items.Count != Top || page.Continuation is null)
                throw new InvalidDataException($"The page has {page.Items.Count} items.");
        }
    }
}
