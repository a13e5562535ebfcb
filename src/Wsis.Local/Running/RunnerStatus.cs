using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>What the embedded runner remembers of its own work, for whoever looks after it. It is gone with the
/// process; the record is not.</summary>
public sealed class RunnerStatus
{
    private readonly ConcurrentDictionary<CampaignId, Instant> worked = new();
    private readonly ConcurrentDictionary<InvitationKey, Trouble> troubles = new();

    /// <summary>Invitations whose last attempt failed, and that are tried again.</summary>
    public IEnumerable<KeyValuePair<InvitationKey, Trouble>> Troubles(CampaignId campaign) =>
        troubles.Where(t => t.Key.Campaign == campaign).OrderBy(t => t.Key.Invitee.Value, StringComparer.Ordinal);

    public Trouble? TroubleOf(InvitationKey key) => troubles.GetValueOrDefault(key);

    /// <summary>When the campaign's invitations were last worked on; null where they have not been since the process
    /// began.</summary>
    public Instant? LastWork(CampaignId campaign) => worked.TryGetValue(campaign, out var at) ? at : null;

    public void Worked(CampaignId campaign, IEnumerable<InvitationKey> on, Instant at)
    {
        worked[campaign] = at;
        if (!troubles.IsEmpty)
            foreach (var key in on)
                troubles.TryRemove(key, out _);
    }

    public void Failed(IEnumerable<InvitationKey> on, string reason, Instant at)
    {
        foreach (var key in on)
            troubles[key] = new Trouble(at, reason);
    }

    /// <summary>An attempt that failed.</summary>
    public sealed record Trouble(Instant At, string Reason);
}
