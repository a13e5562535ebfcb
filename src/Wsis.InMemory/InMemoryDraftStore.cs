using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>Stores drafts in the memory of this process.</summary>
public sealed class InMemoryDraftStore : IDraftStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<CampaignId, Versioned<Draft>> drafts = [];
    private readonly ConcurrentDictionary<(CampaignId, string), byte[]> contents = new();
    private long saved;

    public Task<Versioned<Draft>?> Find(CampaignId campaign, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(drafts.GetValueOrDefault(campaign));
    }

    public async IAsyncEnumerable<CampaignId> List([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        List<CampaignId> names;
        lock (gate)
            names = [.. drafts.Keys];
        foreach (var name in names)
            yield return name;
    }

    public Task<bool> Save(Draft draft, string? version, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (drafts.GetValueOrDefault(draft.Campaign)?.Version != version)
                return Task.FromResult(false);
            var next = (++saved).ToString(CultureInfo.InvariantCulture);
            drafts[draft.Campaign] = new Versioned<Draft>(draft, next);
            return Task.FromResult(true);
        }
    }

    public Task PutContent(
        CampaignId campaign,
        string hash,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        contents.TryAdd((campaign, hash), content.ToArray());
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadContent(CampaignId campaign, string hash, CancellationToken cancellation) =>
        Task.FromResult(contents.GetValueOrDefault((campaign, hash)));

    public Task Erase(CampaignId campaign, CancellationToken cancellation)
    {
        lock (gate)
            drafts.Remove(campaign);
        foreach (var key in contents.Keys.Where(k => k.Item1 == campaign))
            contents.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
