using System.Threading.Channels;
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

    private readonly Channel<CampaignEntry> changes = Channel.CreateUnbounded<CampaignEntry>();
    private int unprocessed;
    private volatile bool filled;

    /// <summary>Whether the queue has been filled, no change is to be processed, nothing is due and nothing is
    /// busy.</summary>
    public bool IsIdle => filled && !HasChanges && queue.IsIdle(Soon);

    /// <summary>Whether a change of a campaign is to be processed.</summary>
    public bool HasChanges => Volatile.Read(ref unprocessed) > 0;

    /// <summary>Queues every invitation of a campaign that has a wake-up.</summary>
    public Task Load(CampaignEntry campaign, CancellationToken cancellation) => Repair(campaign, cancellation);

    /// <summary>Queues the change. It is processed in the background, because it reads every invitation.</summary>
    public Task Changed(CampaignEntry campaign, CancellationToken cancellation)
    {
        Interlocked.Increment(ref unprocessed);
        changes.Writer.TryWrite(campaign);
        return Task.CompletedTask;
    }

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
        var processing = ProcessChanges(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            StartDueWork(stoppingToken);
            await queue.Wait(stoppingToken);
        }
        await processing;
    }

    private async Task ProcessChanges(CancellationToken cancellation)
    {
        await foreach (var campaign in changes.Reader.ReadAllAsync(cancellation))
            try
            {
                await Process(campaign, cancellation);
                Interlocked.Decrement(ref unprocessed);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                log.LogError(
                    e is StoreUnavailableException ? null : e,
                    "A change of campaign {Campaign} could not be processed and will be retried. {Reason}",
                    campaign.Id,
                    e.Message
                );
                await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
                changes.Writer.TryWrite(campaign);
            }
    }

    /// <summary>Decides again on every invitation if the plan has changed, and queues their next moments.</summary>
    private async Task Process(CampaignEntry campaign, CancellationToken cancellation)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = CampaignService.MaxConcurrentPartitions,
            CancellationToken = cancellation,
        };
        if (campaign.ReplanVersion > 0)
            await Parallel.ForEachAsync(
                Partition.All(campaign.Id, campaign.Buckets),
                options,
                async (partition, token) =>
                {
                    foreach (var invitation in await invitations.Replan(partition, token))
                        queue.Set(invitation.Key, invitation.WakeAt);
                }
            );
        if (campaign.State == CampaignState.Running)
            await Repair(campaign, cancellation);
    }

    private Instant Soon => clock.GetCurrentInstant() + Plan.TimerTolerance;

    /// <summary>Queues every running campaign at the start. A dispatch that is in doubt now was claimed by a process
    /// that has ended. The mailer is asked about it at once, not only when it may be resent.</summary>
    private async Task LoadAll(CancellationToken cancellation)
    {
        await foreach (var campaign in campaignStore.List(cancellation))
        {
            if (campaign.State is CampaignState.Running || await AwaitsResults(campaign, cancellation))
                await Queue(
                    campaign,
                    i => i.Dispatches.Any(d => d.State == DispatchState.Claimed) ? clock.GetCurrentInstant() : i.WakeAt,
                    cancellation
                );
            // A process that has ended may have left the work on a change to this one.
            if (campaign is { ReplanVersion: > 0, State: not (CampaignState.Erasing or CampaignState.Erased) })
                await Changed(campaign, cancellation);
        }
    }

    /// <summary>Whether a campaign has ended and has letters in doubt.</summary>
    private async Task<bool> AwaitsResults(CampaignEntry campaign, CancellationToken cancellation) =>
        campaign.State is CampaignState.Closed or CampaignState.Cancelled
        && (await invitationStore.Count(campaign.Id, campaign.Buckets, cancellation))[
            $"dispatch:{DispatchState.Claimed}"
        ] > 0;

    private async Task<RepairReport> Queue(
        CampaignEntry campaign,
        Func<Invitation, Instant?> when,
        CancellationToken cancellation
    )
    {
        var looked = 0;
        var waiting = 0;
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
