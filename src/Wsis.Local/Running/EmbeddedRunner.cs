using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>Advances invitations when they are due, within this process: one loop over a queue of wake-up times. The
/// table is the truth; at start the queue is filled from it, so a process that was killed goes on where it
/// was.</summary>
public sealed class EmbeddedRunner(
    DueQueue queue,
    InvitationService invitations,
    CampaignCache campaigns,
    IInvitationStore store,
    RunnerStatus past,
    TimeProvider clock,
    ILogger<EmbeddedRunner> log
) : BackgroundService, ICampaignRunner
{
    /// <summary>From this many invitations due together in a partition its rows are looked through for them: that reads
    /// every row of the partition, its journal's too. Fewer are read by their keys.</summary>
    private const int Many = 100;

    private static readonly Duration PauseAfterFailure = Duration.FromSeconds(5);

    private volatile bool filled;

    /// <summary>Whether nothing is being done and nothing is due, by a queue that has been filled from the
    /// table.</summary>
    public bool IsIdle => filled && queue.IsAtRest(Soon);

    /// <summary>Puts every invitation of a campaign that waits for a moment into the queue.</summary>
    public Task Load(CampaignEntry campaign, CancellationToken cancellation) => Repair(campaign, cancellation);

    public Task Changed(CampaignEntry campaign, CancellationToken cancellation) =>
        campaign.State == CampaignState.Running ? Repair(campaign, cancellation) : Task.CompletedTask;

    public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        Queue(campaign, i => i.WakeAt, cancellation);

    /// <summary>Stops, and waits for the letters that are on their way: what was begun is finished, so that nothing is
    /// left in doubt.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (queue.IsAtWork && !cancellationToken.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await FillQueue(stoppingToken);
        filled = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            StartWhatIsDue(stoppingToken);
            await queue.Wait(stoppingToken);
        }
    }

    private Instant Soon => clock.GetCurrentInstant() + Plan.TimerTolerance;

    /// <summary>At the start. A letter in doubt now was in the hands of a process that is gone: the mailer is asked
    /// about it at once, not when its time to be resent has come.</summary>
    private async Task LoadAll(CancellationToken cancellation)
    {
        await foreach (var campaign in store.Campaigns(cancellation))
            if (campaign.State is CampaignState.Running)
                await Queue(
                    campaign,
                    i => i.Dispatches.Any(d => d.State == DispatchState.Claimed) ? clock.GetCurrentInstant() : i.WakeAt,
                    cancellation
                );
    }

    private async Task<RepairReport> Queue(
        CampaignEntry campaign,
        Func<Invitation, Instant?> when,
        CancellationToken cancellation
    )
    {
        var (looked, waiting) = (0, 0);
        string? continuation = null;
        do
        {
            var page = await store.List(
                campaign.Id,
                campaign.Buckets,
                InvitationFilter.None,
                1000,
                continuation,
                cancellation
            );
            // The page may be older than what has been set meanwhile: a reply that was taken while it was read waits
            // for its acknowledgement.
            foreach (var (invitation, _) in page.Items)
                queue.PutBack(invitation.Key, when(invitation));
            looked += page.Items.Count;
            waiting += page.Items.Count(s => s.Invitation.WakeAt is not null);
            continuation = page.Continuation;
        } while (continuation is not null);
        queue.Stir();
        return new RepairReport(looked, Started: 0, Woken: waiting);
    }

    private void StartWhatIsDue(CancellationToken cancellation)
    {
        foreach (var campaign in queue.TakeDue(Soon).GroupBy(k => k.Campaign))
            _ = Task.Run(() => Work(campaign.Key, [.. campaign], cancellation), CancellationToken.None);
    }

    private async Task Work(CampaignId id, List<InvitationKey> due, CancellationToken cancellation)
    {
        try
        {
            var campaign = await campaigns.Get(id, cancellation);
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = CampaignService.MaxConcurrentPartitions,
                CancellationToken = cancellation,
            };
            await Parallel.ForEachAsync(
                due.GroupBy(campaign.PartitionOf),
                options,
                async (group, token) => await Work(group.Key, [.. group], token)
            );
            past.Worked(id, due, clock.GetCurrentInstant());
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { }
        catch (Exception e)
        {
            // Whatever it is (the store is down, most likely), the invitations stay due; one that is in the queue again
            // has been seen to.
            log.LogError(
                e,
                "Invitations of campaign {Campaign} could not be advanced; {Count} are tried again",
                id,
                due.Count
            );
            past.Failed(due, e.Message, clock.GetCurrentInstant());
            foreach (var key in due)
                queue.PutBack(key, clock.GetCurrentInstant() + PauseAfterFailure);
        }
        finally
        {
            queue.Done(due.Count);
        }
    }

    private async Task Work(Partition partition, List<InvitationKey> due, CancellationToken cancellation)
    {
        var left = due.ToHashSet();
        if (due.Count >= Many)
            PutBack(await invitations.Advance(partition, 1000, cancellation));
        foreach (var some in left.Chunk(Many).ToList())
            PutBack(await invitations.Advance(partition, some, cancellation));

        void PutBack(IReadOnlyList<Invitation> advanced)
        {
            foreach (var invitation in advanced)
            {
                queue.PutBack(invitation.Key, invitation.WakeAt);
                left.Remove(invitation.Key);
            }
        }
    }

    /// <summary>Fills the queue from the table; tries until it works: a store that is down at start must not end the
    /// runner.</summary>
    private async Task FillQueue(CancellationToken cancellation)
    {
        while (true)
            try
            {
                await LoadAll(cancellation);
                return;
            }
            catch (StoreUnavailableException e)
            {
                log.LogError("The store does not answer: {Reason}", e.Message);
                await Task.Delay(PauseAfterFailure.ToTimeSpan(), clock, cancellation);
            }
    }
}
