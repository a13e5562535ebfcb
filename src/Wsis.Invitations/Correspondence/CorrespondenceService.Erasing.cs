using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <content>Erases the messages of one person.</content>
public sealed partial class CorrespondenceService
{
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
                await idempotency.Delete(ReceiptSource(item.Source), name.Key, cancellation);
            await correspondenceStore.Delete(key.Campaign, item.Id, cancellation);
        }
    }
}
