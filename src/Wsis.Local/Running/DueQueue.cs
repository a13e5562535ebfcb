using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>The next wake-up of each invitation, soonest first. It is thread-safe.</summary>
public sealed class DueQueue(TimeProvider clock) : IWakeUpScheduler, IDisposable
{
    private static readonly Duration MaxDelay = Duration.FromDays(30);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim changed = new(0);
    private readonly Dictionary<InvitationKey, Instant> wakeUps = [];
    private readonly PriorityQueue<InvitationKey, Instant> order = new();
    private int busy;

    /// <summary>The maximum length of a wait (default: a minute), by the system clock even if the campaign has a faster
    /// one. A timer does not count the time that the machine slept, and does not notice that the clock was
    /// set.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The soonest wake-up; null if there is none.</summary>
    public Instant? Next
    {
        get
        {
            lock (gate)
                return FindNextTime();
        }
    }

    /// <summary>The wake-up of an invitation; null if it is not in the queue.</summary>
    public Instant? FindWakeUp(InvitationKey key)
    {
        lock (gate)
            return wakeUps.TryGetValue(key, out var at) ? at : null;
    }

    /// <summary>The entries of a campaign, by invitee.</summary>
    public IReadOnlyList<(InvitationKey Key, Instant At)> ListWakeUps(CampaignId campaign)
    {
        lock (gate)
            return
            [
                .. wakeUps
                    .Where(w => w.Key.Campaign == campaign)
                    .OrderBy(w => w.Key.Invitee.Value, StringComparer.Ordinal)
                    .Select(w => (w.Key, w.Value)),
            ];
    }

    /// <summary>Whether an entry that was taken out is not done yet.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate)
                return busy > 0;
        }
    }

    /// <summary>Whether nothing is due by then and nothing is busy. Both are read under one lock, because a due entry
    /// becomes busy.</summary>
    public bool IsIdle(Instant until)
    {
        lock (gate)
            return busy == 0 && !(FindNextTime() <= until);
    }

    public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation)
    {
        Set(invitation.Key, invitation.WakeAt);
        return Task.CompletedTask;
    }

    public void Set(InvitationKey key, Instant? wakeAt)
    {
        lock (gate)
        {
            wakeUps.Remove(key);
            if (wakeAt is { } at)
                Add(key, at);
        }
        SignalChange();
    }

    /// <summary>Puts an entry back. If it was set again meanwhile, the sooner time remains: an unnecessary wake-up does
    /// no harm.</summary>
    public void PutBack(InvitationKey key, Instant? wakeAt)
    {
        lock (gate)
            if (wakeAt is { } at && !(wakeUps.TryGetValue(key, out var current) && current <= at))
                Add(key, at);
    }

    /// <summary>Takes out the entries that are due by then. They are busy until <see cref="Complete"/>.</summary>
    public List<InvitationKey> TakeDue(Instant until)
    {
        var due = new List<InvitationKey>();
        lock (gate)
            while (FindNextTime() <= until)
            {
                var key = order.Dequeue();
                wakeUps.Remove(key);
                due.Add(key);
                busy++;
            }
        return due;
    }

    /// <summary>Reports that entries are done. Those with a next wake-up have been put back.</summary>
    public void Complete(int count)
    {
        lock (gate)
            busy -= count;
        SignalChange();
    }

    /// <summary>Waits until an entry is due or the queue has changed.</summary>
    public async Task Wait(CancellationToken cancellation)
    {
        using var sleep = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var due = Next is { } next
            ? Task.Delay(WaitUntil(next), clock, sleep.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, sleep.Token);
        await Task.WhenAny(due, Task.Delay(MaxWait, TimeProvider.System, sleep.Token), changed.WaitAsync(sleep.Token));
        await sleep.CancelAsync();
    }

    public void Dispose() => changed.Dispose();

    /// <summary>Ends the current wait.</summary>
    public void SignalChange()
    {
        if (changed.CurrentCount == 0)
            changed.Release();
    }

    /// <summary>The wait by the clock of the campaign. It is limited, because a timer takes at most 49 days.</summary>
    private TimeSpan WaitUntil(Instant next) =>
        Duration.Max(Duration.Zero, Duration.Min(next - clock.GetCurrentInstant(), MaxDelay)).ToTimeSpan();

    private void Add(InvitationKey key, Instant at)
    {
        wakeUps[key] = at;
        order.Enqueue(key, at);
    }

    /// <summary>The soonest current entry. Entries that were set again leave the order at their old time.</summary>
    private Instant? FindNextTime()
    {
        while (order.TryPeek(out var key, out var at))
        {
            if (wakeUps.TryGetValue(key, out var current) && current == at)
                return at;
            order.Dequeue();
        }
        return null;
    }
}
