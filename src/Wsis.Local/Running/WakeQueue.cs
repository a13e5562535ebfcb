using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>When each invitation is next due, soonest first. Safe for use by many threads.</summary>
public sealed class WakeQueue(TimeProvider clock) : IWaker, IDisposable
{
    /// <summary>A timer cannot be set for more than 49 days; a day is as good: whoever waits looks and waits again.</summary>
    private static readonly Duration LongestWait = Duration.FromDays(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim stirred = new(0);
    private readonly Dictionary<InvitationKey, Instant> wakeUps = [];
    private readonly PriorityQueue<InvitationKey, Instant> order = new();

    /// <summary>The soonest wake-up; null where there is none.</summary>
    public Instant? Next
    {
        get
        {
            lock (gate)
                return Soonest();
        }
    }

    /// <summary>When an invitation wakes; null where it is not in the queue.</summary>
    public Instant? WakeOf(InvitationKey key)
    {
        lock (gate)
            return wakeUps.TryGetValue(key, out var at) ? at : null;
    }

    /// <summary>Those of a campaign that are in the queue, by invitee.</summary>
    public IReadOnlyList<(InvitationKey Key, Instant At)> Waiting(CampaignId campaign)
    {
        lock (gate)
            return [.. wakeUps.Where(w => w.Key.Campaign == campaign).OrderBy(w => w.Key.Invitee.Value, StringComparer.Ordinal).Select(w => (w.Key, w.Value))];
    }

    public bool HasDue(Instant until) => Next <= until;

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
        Stir();
    }

    /// <summary>Puts back one that was taken out. If it has been set anew meanwhile, the sooner time stands: a wake-up too many is harmless.</summary>
    public void PutBack(InvitationKey key, Instant? wakeAt)
    {
        lock (gate)
            if (wakeAt is { } at && !(wakeUps.TryGetValue(key, out var current) && current <= at))
                Add(key, at);
    }

    /// <summary>Takes out those that are due by then.</summary>
    public List<InvitationKey> TakeDue(Instant until)
    {
        var due = new List<InvitationKey>();
        lock (gate)
            while (Soonest() <= until)
            {
                var key = order.Dequeue();
                wakeUps.Remove(key);
                due.Add(key);
            }
        return due;
    }

    /// <summary>Waits until something is due, or the queue has changed.</summary>
    public async Task Wait(CancellationToken cancellation)
    {
        var pause = Next is { } next ? next - clock.GetCurrentInstant() : LongestWait;
        var wait = Duration.Max(Duration.Zero, Duration.Min(pause, LongestWait));
        using var sleep = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Task.Delay(wait.ToTimeSpan(), clock, sleep.Token), stirred.WaitAsync(sleep.Token));
        await sleep.CancelAsync();
    }

    public void Dispose() => stirred.Dispose();

    /// <summary>Lets whoever waits look again.</summary>
    public void Stir()
    {
        if (stirred.CurrentCount == 0)
            stirred.Release();
    }

    private void Add(InvitationKey key, Instant at)
    {
        wakeUps[key] = at;
        order.Enqueue(key, at);
    }

    /// <summary>The soonest entry that still stands; those that were set anew leave the order when their old time comes up.</summary>
    private Instant? Soonest()
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
