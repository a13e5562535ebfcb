using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>Stores messages in the memory of this process.</summary>
public sealed class InMemoryCorrespondenceStore : ICorrespondenceStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedList<string, Versioned<CorrespondenceItem>>> mailboxes = [];
    private long lastVersion;

    public Task<Versioned<CorrespondenceItem>> Add(CorrespondenceItem item, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(Mailbox(item.Campaign).GetValueOrDefault(item.Id.Value) ?? Write(item));
    }

    public Task<Versioned<CorrespondenceItem>?> Find(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    )
    {
        lock (gate)
            return Task.FromResult(Mailbox(campaign).GetValueOrDefault(id.Value));
    }

    public Task<Versioned<CorrespondenceItem>?> Save(
        CorrespondenceItem item,
        string version,
        CancellationToken cancellation
    )
    {
        lock (gate)
        {
            var stored = Mailbox(item.Campaign).GetValueOrDefault(item.Id.Value);
            return Task.FromResult(stored?.Version == version ? Write(item) : null);
        }
    }

    public Task Delete(CampaignId? campaign, CorrespondenceId id, CancellationToken cancellation)
    {
        lock (gate)
            Mailbox(campaign).Remove(id.Value);
        return Task.CompletedTask;
    }

    public Task Erase(CampaignId campaign, CancellationToken cancellation)
    {
        lock (gate)
            mailboxes.Remove(campaign.Value);
        return Task.CompletedTask;
    }

    public Task<Page<Versioned<CorrespondenceItem>>> List(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    ) => Task.FromResult(List(campaign, filter, top, continuation));

    private Page<Versioned<CorrespondenceItem>> List(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        var after = continuation is null ? null : new CorrespondenceId(continuation).Value;
        lock (gate)
        {
            var found = Mailbox(campaign)
                .Values.Where(r =>
                    filter.Passes(r.Value) && (after is null || string.CompareOrdinal(r.Value.Id.Value, after) > 0)
                )
                .Take(top + 1)
                .ToList();
            return new Page<Versioned<CorrespondenceItem>>(
                [.. found.Take(top)],
                found.Count > top ? found[top - 1].Value.Id.Value : null
            );
        }
    }

    private Versioned<CorrespondenceItem> Write(CorrespondenceItem item) =>
        Mailbox(item.Campaign)[item.Id.Value] = new Versioned<CorrespondenceItem>(item, $"{++lastVersion}");

    private SortedList<string, Versioned<CorrespondenceItem>> Mailbox(CampaignId? campaign)
    {
        var name = campaign?.Value ?? "";
        if (!mailboxes.TryGetValue(name, out var mailbox))
            mailboxes.Add(
                name,
                mailbox = new SortedList<string, Versioned<CorrespondenceItem>>(StringComparer.Ordinal)
            );
        return mailbox;
    }
}
