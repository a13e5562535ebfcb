using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>The recent work and failures of the embedded runner, for operators. It is kept in memory only.</summary>
public sealed class RunnerStatus
{
    private readonly ConcurrentDictionary<CampaignId, Instant> worked = new();
    private readonly ConcurrentDictionary<InvitationKey, FailedAttempt> failures = new();

    /// <summary>The invitations whose last attempt failed and will be retried.</summary>
    public IEnumerable<KeyValuePair<InvitationKey, FailedAttempt>> ListFailures(CampaignId campaign) =>
        failures.Where(t => t.Key.Campaign == campaign).OrderBy(t => t.Key.Invitee.Value, StringComparer.Ordinal);

    public FailedAttempt? FindFailure(InvitationKey key) => failures.GetValueOrDefault(key);

    /// <summary>The time at which invitations of the campaign were last advanced; null if not since the process
    /// started.</summary>
    public Instant? FindLastWork(CampaignId campaign) => worked.TryGetValue(campaign, out var at) ? at : null;

    public void RecordWork(CampaignId campaign, IEnumerable<InvitationKey> invitations, Instant at)
    {
        worked[campaign] = at;
        if (!failures.IsEmpty)
            foreach (var key in invitations)
                failures.TryRemove(key, out _);
    }

    public void RecordFailure(IEnumerable<InvitationKey> invitations, Reason reason, Instant at)
    {
        foreach (var key in invitations)
            failures[key] = new FailedAttempt(at, reason);
    }

    /// <summary>An attempt that failed.</summary>
    public sealed record FailedAttempt(Instant At, Reason Reason);
}
