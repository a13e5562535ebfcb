using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Sends up to 100 letters that are due together, and notifies the orchestrations of invitations that have to
/// wait for something of their own.</summary>
public sealed class SendLetters(
    InvitationService invitations,
    CampaignCache campaigns,
    IInvitationStore store,
    InvitationInstances instances,
    TaskHub hub,
    TimeProvider clock
)
{
    /// <summary>How many letters one call sends. It is small, so that a retry of an interrupted call is
    /// cheap.</summary>
    private const int ChunkSize = 100;

    [Function(DurableNames.SendLetters)]
    public async Task<LettersSent> Run(
        [ActivityTrigger] LetterChunk chunk,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        hub.Client = client;
        if (await campaigns.FindFresh(chunk.Id(), cancellation) is not { Sends: true } campaign)
            return new LettersSent();
        await WaitFor(chunk.Moment, cancellation);
        // A letter that becomes due from here on is among those to come.
        var now = clock.GetCurrentInstant();
        var advanced = chunk.Partition() is { } partition
            ? await invitations.Advance(partition, ChunkSize, cancellation)
            : await invitations.Advance(chunk.Id(), ChunkSize, cancellation);
        var isLaunch = chunk.Moment is null;
        await instances.StartOrResume(
            campaign,
            [.. advanced.Where(i => isLaunch || WaitsForItself(campaign, i))],
            notify: _ => true,
            cancellation
        );
        if (advanced.Count == ChunkSize)
            return new LettersSent { HasMore = true };
        return isLaunch ? await Launch(campaign, chunk, advanced, now, cancellation) : new LettersSent();
    }

    /// <summary>A timer fires up to a second early, which is tolerated. On a host whose clock is behind, nothing would
    /// be due yet.</summary>
    private async Task WaitFor(DateTime? moment, CancellationToken cancellation)
    {
        if (moment is { } at && at - clock.GetUtcNow().UtcDateTime is var early && early > TimeSpan.FromSeconds(1))
            await Task.Delay(early, clock, cancellation);
    }

    /// <summary>Whether an invitation has to wait for something new: it has had its first letter and has no
    /// orchestration yet, or something is due before the deadline, for which its orchestration waits already.</summary>
    private bool WaitsForItself(LoadedCampaign campaign, Invitation invitation) =>
        invitation.Dispatches.Length == 1
        || campaign.FindOwnWakeUp(invitation, clock.GetCurrentInstant()) is { } own
            && own != campaign.Planner.For(invitation.Invitee).Deadline;

    /// <summary>Starts the orchestrations that are missing. Invitations that wait for their first letter need none
    /// before.</summary>
    /// <returns>The times of the letters to come.</returns>
    private async Task<LettersSent> Launch(
        LoadedCampaign campaign,
        LetterChunk chunk,
        IReadOnlyList<Invitation> advanced,
        Instant now,
        CancellationToken cancellation
    )
    {
        var partitions = chunk.Partition() is { } one ? [one] : Partition.All(chunk.Id(), campaign.Entry.Buckets);
        var offices = new List<Invitee>();
        var done = advanced.Select(a => a.Key).ToHashSet();
        foreach (var partition in partitions)
        {
            var rows = (await store.FindAll(partition, cancellation)).Select(r => r.Value).ToList();
            offices.AddRange(rows.Select(r => r.Invitee));
            var rest = rows.Where(i => !done.Contains(i.Key) && !AwaitsFirstLetter(campaign, i));
            await instances.StartOrResume(campaign, [.. rest], notify: _ => false, cancellation);
        }
        if (!campaign.Entry.SharesLetters)
            return new LettersSent();
        var times = campaign.Planner.ListLetterTimes(offices, now);
        return new LettersSent { Moments = [.. times.Select(t => t.ToDateTimeUtc())] };
    }

    private static bool AwaitsFirstLetter(LoadedCampaign campaign, Invitation invitation) =>
        invitation.Dispatches.IsEmpty && campaign.AwaitsSharedLetter(invitation);
}
