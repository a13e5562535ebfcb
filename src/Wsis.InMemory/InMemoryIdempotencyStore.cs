using System.Collections.Concurrent;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>Stores ids that a sender may repeat in the memory of this process.</summary>
public sealed class InMemoryIdempotencyStore : IIdempotencyStore
{
    private readonly ConcurrentDictionary<(string Source, string Id), (string Answer, EntrySubject? About)> receipts =
        new();

    public Task<string> TryAdd(
        string source,
        string id,
        string answer,
        EntrySubject? about,
        CancellationToken cancellation
    ) => Task.FromResult(receipts.GetOrAdd((source, id), (answer, about)).Answer);

    public Task AddAll(
        string source,
        IReadOnlyCollection<(string Id, string Answer, EntrySubject? About)> entries,
        CancellationToken cancellation
    )
    {
        foreach (var (id, answer, about) in entries)
            receipts[(source, id)] = (answer, about);
        return Task.CompletedTask;
    }

    public Task<string?> Get(string source, string id, CancellationToken cancellation) =>
        Task.FromResult(receipts.TryGetValue((source, id), out var receipt) ? receipt.Answer : null);

    public Task DeleteFor(CampaignId about, CancellationToken cancellation) =>
        DeleteWhere(subject => subject.Campaign == about);

    public Task DeleteFor(CampaignId campaign, IReadOnlyCollection<string> parts, CancellationToken cancellation) =>
        DeleteWhere(subject => subject.Campaign == campaign && subject.Part is { } part && parts.Contains(part));

    public Task Delete(string source, string id, CancellationToken cancellation)
    {
        receipts.TryRemove((source, id), out _);
        return Task.CompletedTask;
    }

    private Task DeleteWhere(Func<EntrySubject, bool> isGone)
    {
        foreach (var (id, _) in receipts.Where(r => r.Value.About is { } subject && isGone(subject)))
            receipts.TryRemove(id, out _);
        return Task.CompletedTask;
    }
}
