using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>Stores whole messages in the memory of this process.</summary>
public sealed class InMemoryMessageStore : IMessageStore
{
    private readonly ConcurrentDictionary<MessageName, (byte[] Bytes, Instant At)> messages = new();

    public async Task Put(MessageName name, Stream content, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        messages[name] = (bytes.ToArray(), TimeProvider.System.GetCurrentInstant());
    }

    public Task<Stream?> Open(MessageName name, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(
            messages.TryGetValue(name, out var stored) ? new MemoryStream(stored.Bytes, writable: false) : null
        );

    public Task Delete(MessageName name, CancellationToken cancellation)
    {
        messages.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredMessage> List(
        CampaignId? campaign,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await Task.CompletedTask;
        foreach (var (name, stored) in messages.Where(m => m.Key.Campaign == campaign))
            yield return new StoredMessage(name, stored.At);
    }

    public Task Erase(CampaignId campaign, CancellationToken cancellation)
    {
        foreach (var name in messages.Keys.Where(n => n.Campaign == campaign))
            messages.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
