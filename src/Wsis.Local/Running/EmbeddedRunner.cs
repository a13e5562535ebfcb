using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>Advances invitations when they are due, within this process, by one loop over a queue of wake-ups. At start
/// the queue is filled from the store, so that a process that was killed continues.</summary>
public sealed class EmbeddedRunner(
    DueQueue queue,
    InvitationService invitations,
    CampaignCache campaigns,
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    RunnerStatus status,
    TimeProvider clock,
    ILogger<EmbeddedRunner> log
) : BackgroundService, ICampaignRunner
{
    /// <summary>If at least this many invitations of a partition are due, the partition is scanned, which also reads
    /// its journal. Fewer invitations are read by their keys.</summary>
    private const int MinToScan = 100;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private volatile bool filled;

    /// <summary>Whether the queue has been filled, nothing is due and nothing is busy.</summary>
    public bool IsIdle => filled && queue.IsIdle(Soon);

    /// <summary>Queues every invitation of a campaign that has a wake-up.</summary>
    public Task Load(CampaignEntry campaign, CancellationToken cancellation) => Repair(campaign, cancellation);

    public Task Changed(CampaignEntry campaign, CancellationToken cancellation) =>
        campaign.State == CampaignState.Running ? Repair(campaign, cancellation) : Task.CompletedTask;

    public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        Queue(campaign, i => i.WakeAt, cancellation);

    /// <summary>Stops, and waits for letters that are being sent, so that no dispatch is left in doubt.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (queue.IsBusy && !cancellationToken.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await FillQueue(stoppingToken);
        filled = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            StartDueWork(stoppingToken);
            await queue.Wait(stoppingToken);
        }
    }

    private Instant Soon => clock.GetCurrentInstant() + Plan.TimerTolerance;

    /// <summary>Queues every running campaign at the start. A dispatch that is in doubt now was claimed by a process
    /// that has ended. The mailer is asked about it at once, not only when it may be resent.</summary>
    private async Task LoadAll(CancellationToken cancellation)
    {
        await foreach (var campaign in campaignStore.List(cancellation))
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
        var rows = invitationStore.ListAll(campaign.Id, campaign.Buckets, InvitationFilter.None, cancellation);
        await foreach (var (invitation, _) in rows)
        {
            // The row may be older than an entry that was set meanwhile, for example by a reply that needs an
            // acknowledgement.
            queue.PutBack(invitation.Key, when(invitation));
            looked++;
            if (invitation.WakeAt is not null)
                waiting++;
        }
        queue.SignalChange();
        return new RepairReport(looked, Started: 0, Woken: waiting);
    }

    private void StartDueWork(CancellationToken cancellation)
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
            status.RecordWork(id, due, clock.GetCurrentInstant());
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { }
        catch (Exception e)
        {
            // A store that does not answer is no fault of the program, and its stack trace helps nobody.
            log.LogError(
                e is StoreUnavailableException ? null : e,
                "Invitations of campaign {Campaign} could not be advanced. {Count} will be retried. {Reason}",
                id,
                due.Count,
                e.Message
            );
            status.RecordFailure(due, ReasonFor(e), clock.GetCurrentInstant());
            var retryAt = clock.GetInstantAfter(RetryDelay);
            foreach (var key in due)
                queue.PutBack(key, retryAt);
        }
        finally
        {
            queue.Complete(due.Count);
        }
    }

    private async Task Work(Partition partition, List<InvitationKey> due, CancellationToken cancellation)
    {
        var left = due.ToHashSet();
        if (due.Count >= MinToScan)
            PutBack(await invitations.Advance(partition, 1000, cancellation));
        foreach (var chunk in left.Chunk(MinToScan).ToList())
            PutBack(await invitations.Advance(partition, chunk, cancellation));

        void PutBack(IReadOnlyList<Invitation> advanced)
        {
            foreach (var invitation in advanced)
            {
                queue.PutBack(invitation.Key, invitation.WakeAt);
                left.Remove(invitation.Key);
            }
        }
    }

    /// <summary>Fills the queue from the store. It retries until it succeeds, because a store that is down at start
    /// must not end the runner.</summary>
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
                await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
            }
    }

    private static Reason ReasonFor(Exception exception) =>
        exception switch
        {
            StoreUnavailableException => new Reason.StoreDown(),
            ReasonException known => known.Reason,
            _ => new Reason.AttemptFailed(exception.Message),
        };
}
