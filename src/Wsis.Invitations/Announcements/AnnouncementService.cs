using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Announcements;

/// <summary>Tells the addresses that campaigns name of what has happened. Each announcement is told until it is taken, at least once, and given up after a
/// day; in which order they arrive is not promised.</summary>
public sealed class AnnouncementService(IInvitationStore store, CampaignCatalogue campaigns, IAnnouncer announcer, TimeProvider clock)
{
    /// <summary>How many are told at the same time.</summary>
    private const int AtOnce = 8;

    /// <summary>Tells what is due, in all campaigns that name addresses. An address that does not take one is left alone for the rest of the round.</summary>
    /// <returns>How many were taken, and how many were not.</returns>
    public async Task<AnnouncementRound> Deliver(CancellationToken cancellation)
    {
        var (round, silent) = (AnnouncementRound.Nothing, new ConcurrentDictionary<Uri, bool>());
        await foreach (var entry in store.Campaigns(cancellation))
            if (entry.State != CampaignState.Importing && (await campaigns.Get(entry.Id, cancellation)).Campaign.Webhooks.Count > 0)
                foreach (var partition in Partition.All(entry.Id, entry.Buckets))
                    round += await Deliver(partition, silent, cancellation);
        return round;
    }

    private async Task<AnnouncementRound> Deliver(Partition partition, ConcurrentDictionary<Uri, bool> silent, CancellationToken cancellation)
    {
        var (taken, failed) = (0, 0);
        var due = await store.Announcements.Due(partition, clock.GetCurrentInstant(), cancellation);
        await Parallel.ForEachAsync(due.OrderBy(d => d.Announcement.At), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (waiting, token) =>
        {
            if (silent.ContainsKey(waiting.Announcement.Address))
                return;
            var outcome = await announcer.Tell(waiting.Announcement, token);
            if (outcome is AnnouncementOutcome.NotNow)
                silent[waiting.Announcement.Address] = true;
            Interlocked.Increment(ref outcome is AnnouncementOutcome.Taken ? ref taken : ref failed);
            // What has been told is settled, even if the process is asked to end now. If somebody else has told it too, theirs stands.
            await store.Announcements.Settle(partition, waiting, After(waiting.Announcement, outcome), CancellationToken.None);
        });
        return new AnnouncementRound(taken, failed);
    }

    private Announcement? After(Announcement announcement, AnnouncementOutcome outcome) => outcome switch
    {
        AnnouncementOutcome.Taken => null,
        AnnouncementOutcome.NotNow later => AnnouncementRetries.After(announcement, later, clock.GetCurrentInstant()),
        AnnouncementOutcome.Never never => AnnouncementRetries.After(announcement, never),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}

/// <summary>What a round of telling came to.</summary>
/// <param name="Taken">How many were taken.</param>
/// <param name="NotTaken">How many were told and not taken.</param>
public sealed record AnnouncementRound(int Taken, int NotTaken)
{
    public static readonly AnnouncementRound Nothing = new(0, 0);

    public static AnnouncementRound operator +(AnnouncementRound one, AnnouncementRound other) => new(one.Taken + other.Taken, one.NotTaken + other.NotTaken);
}
