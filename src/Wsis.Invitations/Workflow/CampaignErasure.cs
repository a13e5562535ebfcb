using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using static Wsis.Invitations.Campaigns.CampaignState;

namespace Wsis.Invitations.Workflow;

/// <summary>Erases the personal data of a campaign that is over: the invitations with their journals, claims and
/// announcements, the correspondence, the answers kept for those who repeat themselves. The counts stay, the campaign's
/// file and letters, and its own journal: which member of staff did what.</summary>
public sealed class CampaignErasure(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    IIdempotencyStore idempotency,
    CampaignCache campaigns,
    TimeProvider clock
)
{
    /// <summary>How long one call erases: less than the 230 seconds after which Azure's load balancer ends a request
    /// (Microsoft Learn, "Azure Functions HTTP trigger": limits).</summary>
    public static readonly TimeSpan MaxCallDuration = TimeSpan.FromSeconds(180);

    /// <summary>The line of the journal that an export leaves.</summary>
    public const string Exported = "exported";

    /// <summary>Erases a campaign. Interrupted anywhere, the same call again goes on; once it is done, it changes
    /// nothing. It must be closed or called off, or never have been launched, and its list must have been exported:
    /// since its end, where it has ended.</summary>
    /// <returns>The campaign: <see cref="CampaignState.Erased"/>, or still <see cref="CampaignState.Erasing"/> where
    /// the list is so long that <see cref="MaxCallDuration"/> has passed; the same call again goes on.</returns>
    public async Task<ActionResult<CampaignEntry>> Erase(CampaignId id, Actor actor, CancellationToken cancellation)
    {
        if (await campaignStore.Find(id, cancellation) is not { } entry)
            return new ActionResult<CampaignEntry>.NotFound($"No campaign '{id}' is on the record.");
        if (actor.ExpectedVersion is { } saw && saw != entry.Version)
            return new ActionResult<CampaignEntry>.Stale();
        if (entry.State == Erased)
            return new ActionResult<CampaignEntry>.Ok(entry);
        if (entry.State != Erasing)
        {
            if (await WhyNot(entry, cancellation) is { } why)
                return new ActionResult<CampaignEntry>.Conflict(why);
            if (
                await Save(entry with { State = Erasing, Pins = [] }, "erasure begun", actor, cancellation)
                is not { } begun
            )
                return CampaignConflicts.Refuse(id, actor);
            entry = begun;
        }
        using var enough = new CancellationTokenSource(MaxCallDuration, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, enough.Token);
        try
        {
            await EraseRows(entry, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ActionResult<CampaignEntry>.Ok(entry);
        }
        return await Save(entry with { State = Erased }, "erased", actor, cancellation) is { } erased
            ? new ActionResult<CampaignEntry>.Ok(erased)
            : CampaignConflicts.Refuse(id, actor);
    }

    private async Task EraseRows(CampaignEntry entry, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            Partition.All(entry.Id, entry.Buckets),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = CampaignService.MaxConcurrentPartitions,
                CancellationToken = cancellation,
            },
            async (partition, token) => await invitationStore.Erase(partition, keepCounts: true, token)
        );
        await correspondenceStore.Erase(entry.Id, cancellation);
        await idempotency.DeleteFor(entry.Id, cancellation);
    }

    private async Task<string?> WhyNot(CampaignEntry entry, CancellationToken cancellation)
    {
        if (entry.State is Running or Paused)
            return $"The campaign is {entry.State}; close it or call it off before it is erased.";
        var since = entry.EndedAt ?? Instant.MinValue;
        return (await campaignStore.ReadJournal(entry.Id, cancellation)).Any(l => l.What == Exported && l.At >= since)
            ? null
            : $"Its list has not been exported{(entry.EndedAt is null ? "" : " since the campaign ended")}; what is erased cannot be brought back.";
    }

    private async Task<CampaignEntry?> Save(
        CampaignEntry entry,
        string what,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var saved = await campaignStore.Save(
            entry,
            [new JournalEntry(clock.GetCurrentInstant(), what, actor.Name)],
            cancellation
        );
        campaigns.Changed(entry.Id);
        return saved;
    }
}
