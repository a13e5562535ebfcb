using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Ports;

namespace Wsis.InMemory;

/// <summary>The drawers of correspondence of <see cref="InMemoryInvitationStore"/>.</summary>
internal sealed class InMemoryCorrespondence
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedList<string, CorrespondenceItem>> drawers = [];
    private long version;

    public CorrespondenceItem File(CorrespondenceItem item)
    {
        lock (gate)
            return Drawer(item.Campaign).TryGetValue(item.Id.Value, out var there) ? there : Write(item);
    }

    public CorrespondenceItem? Find(CampaignId? campaign, CorrespondenceId id)
    {
        lock (gate)
            return Drawer(campaign).GetValueOrDefault(id.Value);
    }

    public CorrespondenceItem? Save(CorrespondenceItem item)
    {
        ArgumentNullException.ThrowIfNull(item.Version);
        lock (gate)
            return Drawer(item.Campaign).TryGetValue(item.Id.Value, out var there) && there.Version == item.Version
                ? Write(item)
                : null;
    }

    public void Erase(CampaignId campaign)
    {
        lock (gate)
            drawers.Remove(campaign.Value);
    }

    public Page<CorrespondenceItem> List(
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
            var found = Drawer(campaign)
                .Values.Where(i => filter.Passes(i) && (after is null || string.CompareOrdinal(i.Id.Value, after) > 0))
                .Take(top + 1)
                .ToList();
            return new Page<CorrespondenceItem>(
                [.. found.Take(top)],
                found.Count > top ? found[top - 1].Id.Value : null
            );
        }
    }

    private CorrespondenceItem Write(CorrespondenceItem item) =>
        Drawer(item.Campaign)[item.Id.Value] = item with { Version = $"{++version}" };

    private SortedList<string, CorrespondenceItem> Drawer(CampaignId? campaign)
    {
        var name = campaign?.Value ?? "";
        if (!drawers.TryGetValue(name, out var drawer))
            drawers.Add(name, drawer = new SortedList<string, CorrespondenceItem>(StringComparer.Ordinal));
        return drawer;
    }
}
