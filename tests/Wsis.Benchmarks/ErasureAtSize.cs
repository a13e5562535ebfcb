using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Benchmarks;

/// <summary>Closes and erases a campaign of 10,000 invitees: the invitations, their journals and their claims, in as
/// many calls as needed. The longest call has a limit. The emulator does not manage more: its time for a row grows with
/// their number, and 100,000 were not finished after 25 minutes.</summary>
internal static class ErasureAtSize
{
    private const int Invitees = 10_000;

    /// <summary>After so many seconds Azure's load balancer ends a request.</summary>
    private const double MaxRequestLength = 230;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var environment = await BenchmarkEnvironment.Create(cancellation);
        var staff = new Actor("staff");
        var entry = await environment.Campaigns.Import(BenchmarkEnvironment.Folder(Invitees), cancellation);
        await environment.Actions.ApproveAndLaunch(entry.Id, staff.Name, cancellation);
        await environment.Campaigns.AdvanceDue(entry.Id, cancellation);
        var close = await Measure.Once(async () =>
            (await environment.Actions.Close(entry.Id, staff, cancellation)).OrThrow()
        );
        var (calls, longest) = (0, close);
        var whole = await Measure.Once(async () =>
        {
            for (var state = entry.State; state != CampaignState.Erased; calls++)
            {
                var call = await Measure.Once(async () =>
                    state = (await environment.Erasure.Erase(entry.Id, true, staff, cancellation))
                        .OrThrow()
                        .Campaign.State
                );
                longest = call > longest ? call : longest;
            }
        });
        if (
            await environment.Store.Invitations.Find(
                Partition.Containing(entry.Id, BenchmarkEnvironment.Folder(1).Invitees[0].Id, entry.Buckets),
                BenchmarkEnvironment.Folder(1).Invitees[0].Id,
                cancellation
            )
            is not null
        )
            throw new InvalidDataException("An invitation is still there.");
        return new Result(
            $"closing a campaign of {Invitees:N0} whose letters went out ({close.TotalSeconds:0} s), "
                + $"and erasing it from Azurite ({whole.TotalSeconds:0} s in {calls} calls); the longest "
                + $"call",
            $"{longest.TotalSeconds:0} s",
            "",
            longest.TotalSeconds,
            MaxRequestLength
        );
    }
}
