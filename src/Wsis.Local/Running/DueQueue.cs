using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>When each invitation is next due, soonest first. Safe for use by many threads.</summary>
public sealed class DueQueue(TimeProvider clock) : IWakeUpScheduler, IDisposable
{
    /// <summary>Whoever waits looks at the clock again after this long: a timer does not count the time that the host
    /// slept, nor does it hear that its clock was set.</summary>
    private static readonly Duration MaxWait = Duration.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim stirred = new(0);
    private readonly Dictionary<InvitationKey, Instant> wakeUps = [];
    private readonly PriorityQueue<InvitationKey, Instant> order = new();
    private int taken;

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
            return
            [
                .. wakeUps
                    .Where(w => w.Key.Campaign == campaign)
                    .OrderBy(w => w.Key.Invitee.Value, StringComparer.Ordinal)
                    .Select(w => (w.Key, w.Value)),
            ];
    }

    /// <summary>Whether something that was taken out has not been seen to yet.</summary>
    public bool IsAtWork
    {
        get
        {
            lock (gate)
                return taken > 0;
        }
    }

    /// <summary>Whether nothing is due by then and nothing is at work: both at one moment, for what is due becomes work
    /// in between.</summary>
    public bool IsAtRest(Instant until)
    {
        lock (gate)
            return taken == 0 && !(Soonest() <= until);
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
        Stir();
    }

    /// <summary>Puts back one that was taken out. If it has been set anew meanwhile, the sooner time stands: a wake-up
    /// too many is harmless.</summary>
    public void PutBack(InvitationKey key, Instant? wakeAt)
    {
        lock (gate)
            if (wakeAt is { } at && !(wakeUps.TryGetValue(key, out var current) && current <= at))
                Add(key, at);
    }

    /// <summary>Takes out those that are due by then. They are at work until they are <see cref="Done"/>.</summary>
    public List<InvitationKey> TakeDue(Instant until)
    {
        var due = new List<InvitationKey>();
        lock (gate)
            while (Soonest() <= until)
            {
                var key = order.Dequeue();
                wakeUps.Remove(key);
                due.Add(key);
                taken++;
            }
        return due;
    }

    /// <summary>So many of those that were taken out have been seen to, and put back where they wait for
    /// something.</summary>
    public void Done(int count)
    {
        lock (gate)
            taken -= count;
        Stir();
    }

    /// <summary>Waits until something is due, or the queue has changed.</summary>
    public async Task Wait(CancellationToken cancellation)
    {
        var pause = Next is { } next ? next - clock.GetCurrentInstant() : MaxWait;
        var wait = Duration.Max(Duration.Zero, Duration.Min(pause, MaxWait));
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

    /// <summary>The soonest entry that still stands; those that were set anew leave the order when their old time comes
    /// up.</summary>
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
