using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <content>Erases the messages of one person.</content>
public sealed partial class CorrespondenceService
{
    /// <summary>Deletes the messages of an invitation. A whole message that another invitation has too stays with
    /// that one. May be called again after an interruption.</summary>
    internal async Task Erase(InvitationKey key, CancellationToken cancellation)
    {
        var filter = new CorrespondenceFilter(Invitee: key.Invitee);
        var rows = await Pages
            .ReadAll(
                (page, token) => correspondenceStore.List(key.Campaign, filter, Pages.MaxSize, page, token),
                cancellation
            )
            .ToListAsync(cancellation);
        foreach (var item in rows.Select(r => r.Value))
        {
            await DeleteContent(item, cancellation);
            await correspondenceStore.Delete(key.Campaign, item.Id, cancellation);
        }
    }
}
