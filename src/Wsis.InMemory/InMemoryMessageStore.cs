using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>Stores whole messages in the memory of this process.</summary>
public sealed class InMemoryMessageStore : IMessageStore
{
    private readonly ConcurrentDictionary<MessageName, byte[]> messages = new();

    public async Task Put(MessageName name, Stream content, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        messages[name] = bytes.ToArray();
    }

    public Task<Stream?> Open(MessageName name, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(
            messages.TryGetValue(name, out var bytes) ? new MemoryStream(bytes, writable: false) : null
        );

    public Task Delete(MessageName name, CancellationToken cancellation)
    {
        messages.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<MessageName> List(
        CampaignId? campaign,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await Task.CompletedTask;
        foreach (var name in messages.Keys.Where(n => n.Campaign == campaign))
            yield return name;
    }

    public Task Erase(CampaignId campaign, CancellationToken cancellation)
    {
        foreach (var name in messages.Keys.Where(n => n.Campaign == campaign))
            messages.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
