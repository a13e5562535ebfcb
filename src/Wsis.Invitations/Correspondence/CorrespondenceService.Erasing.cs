using NodaTime;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <content>Erases the messages of one person.</content>
public sealed partial class CorrespondenceService
{
    /// <summary>Far longer than it takes to file a message. A whole message that is older and has no row is left from
    /// an interruption.</summary>
    private static readonly Duration MaxFiling = Duration.FromHours(1);

    /// <summary>Deletes the messages of an invitation, and what is stored about requests and messages that concern it.
    /// A whole message that another invitation has too stays with that one. May be called again after an
    /// interruption.</summary>
    internal async Task Erase(InvitationKey key, CancellationToken cancellation)
    {
        var filter = new CorrespondenceFilter(Invitee: key.Invitee);
        var rows = await Pages
            .ReadAll(
                (page, token) => correspondenceStore.List(key.Campaign, filter, Pages.MaxSize, page, token),
                cancellation
            )
            .ToListAsync(cancellation);
        // Before the ids, which say whose they are.
        await DeleteOrphans(key, cancellation);
        // The rows of the messages name the ids, so they are deleted after them.
        await idempotency.DeleteFor(
            key.Campaign,
            [key.Invitee.Value, .. rows.Select(r => r.Value.Id.Value)],
            cancellation
        );
        foreach (var item in rows.Select(r => r.Value))
        {
            await DeleteContent(item, cancellation);
            // The key is the digest under which the places of the message are stored.
            if (item.ContentName is { } name && (await FindSiblings(item, cancellation)).Count == 0)
                await idempotency.Delete(EntryKindOf(item.Source), name.Key, cancellation);
            await correspondenceStore.Delete(key.Campaign, item.Id, cancellation);
        }
    }

    /// <summary>Deletes the whole messages of an invitation that no row names. A process that ended between the message
    /// and its row left them, and the sender has not repeated the message. If it is repeated, it is stored again.
    /// </summary>
    private async Task DeleteOrphans(InvitationKey key, CancellationToken cancellation)
    {
        var old = await messages
            .List(key.Campaign, cancellation)
            .Where(m => Now - m.StoredAt > MaxFiling)
            .Select(m => m.Name)
            .ToListAsync(cancellation);
        if (old.Count == 0)
            return;
        var named = await Pages
            .ReadAll(
                (page, token) =>
                    correspondenceStore.List(key.Campaign, CorrespondenceFilter.None, Pages.MaxSize, page, token),
                cancellation
            )
            .Select(r => r.Value.ContentName)
            .ToHashSetAsync(cancellationToken: cancellation);
        foreach (var orphan in old.Where(name => !named.Contains(name)))
        foreach (var source in Enum.GetValues<CorrespondenceSource>())
            if (
                await idempotency.Get(EntryKindOf(source), orphan.Key, cancellation) is { } places
                && FilingPlaces.Parse(places).Places.Any(p => p.Invitation == key)
            )
            {
                await messages.Delete(orphan, cancellation);
                await idempotency.Delete(EntryKindOf(source), orphan.Key, cancellation);
            }
    }
}
