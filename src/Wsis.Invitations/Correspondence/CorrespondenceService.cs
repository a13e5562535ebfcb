using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Files messages, and records what staff do about them. Each method may be called again after an
/// interruption: it continues, and nothing is done twice.</summary>
public sealed partial class CorrespondenceService(
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    IMessageStore messages,
    IIdempotencyStore idempotency,
    CampaignCache campaigns,
    InvitationService invitations,
    TimeProvider clock
)
{
    /// <summary>How often an action is tried again because somebody else changed the row.</summary>
    private const int MaxConflicts = 20;

    private Instant Now => clock.GetCurrentInstant();

    private async Task<Invitation?> Find(InvitationKey key, CancellationToken cancellation) =>
        (await campaigns.FindInvitation(invitationStore, key, cancellation))?.Value;

    /// <summary>A message to a campaign whose data are being erased would not be erased with them. It is filed in the
    /// shared mailbox.</summary>
    private async Task<bool> IsOpen(CampaignId campaign, CancellationToken cancellation) =>
        await campaigns.Find(campaign, cancellation)
            is { Entry.State: not (CampaignState.Erasing or CampaignState.Erased) };

    /// <summary>Copies the whole message to the mailbox of another campaign. After an interruption the copy may be
    /// there and the original gone.</summary>
    private async Task CopyContent(CorrespondenceItem item, CampaignId to, CancellationToken cancellation)
    {
        if (item.ContentName is not { } name || name.Campaign == to)
            return;
        await using var content = await messages.Open(name, cancellation);
        if (content is not null)
            await messages.Put(name with { Campaign = to }, content, cancellation);
    }

    /// <summary>Deletes the whole message if no other row of the mailbox names it.</summary>
    private async Task DeleteContent(CorrespondenceItem item, CancellationToken cancellation)
    {
        if (item.ContentName is not { } name)
            return;
        var others = await FindSiblings(item, cancellation);
        if (others.Count == 0)
            await messages.Delete(name, cancellation);
    }

    /// <summary>Saves the result of handling a message, and clears the attention of its invitation if nothing of it
    /// waits any more.</summary>
    private async Task<HandlingResult> Resolve(
        Versioned<CorrespondenceItem> row,
        CorrespondenceState state,
        Resolution resolution,
        CancellationToken cancellation
    )
    {
        var item = row.Value;
        if (item.State != state || item.Pending is not null)
        {
            var changed = item with { State = state, Resolution = resolution, Pending = null };
            if (await correspondenceStore.Save(changed, row.Version, cancellation) is { } saved)
                row = saved;
            else if (await correspondenceStore.Find(item.Campaign, item.Id, cancellation) is not { } now)
                return new HandlingResult(row, new Reason.MessageGone());
            else if (now.Value.State != state || now.Value.Resolution?.Reply != resolution.Reply)
                return new HandlingResult(now, new Reason.HandledByColleague());
            else
                row = now;
        }
        if (row.Value.Invitation is { } key)
            await ClearAttention(key, resolution.By, cancellation);
        return new HandlingResult(row);
    }

    /// <summary>Clears the attention of an invitation of which no message waits. The invitation is read before the
    /// mailbox: a message that is filed meanwhile changes it, and then the mailbox is read again.</summary>
    private async Task ClearAttention(InvitationKey key, string by, CancellationToken cancellation)
    {
        var campaign = await campaigns.Get(key.Campaign, cancellation);
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var row = await invitationStore.Find(campaign.PartitionOf(key), key.Invitee, cancellation);
            if (row is null || !row.Value.Attention.HasFlag(Attention.Correspondence))
                return;
            var waiting = await correspondenceStore.List(
                key.Campaign,
                new CorrespondenceFilter(CorrespondenceState.Waiting, key.Invitee),
                1,
                null,
                cancellation
            );
            if (waiting.Items.Count > 0)
                return;
            var cleared = new Signal.AttentionCleared(
                by,
                Attention.Correspondence,
                ExpectedJournalLength: row.Value.JournalLength
            );
            if (await invitations.Apply(key, cleared, cancellation, row) is null or { Refusal: null })
                return;
        }
    }

    /// <summary>The signal that a message was filed. Each move is a signal of its own, so that a message that is moved
    /// back is put before staff again.</summary>
    /// <param name="row">The message.</param>
    /// <param name="by">The member of staff who put it there. Null if it came there by itself.</param>
    private static Signal.CorrespondenceFiled Filed(Versioned<CorrespondenceItem> row, string? by = null)
    {
        var item = row.Value;
        return new(
            by is null ? item.Id.Value : $"{item.Id}~{MessageName.KeyFrom(row.Version)[..8]}",
            TextSanitizer.LineUpTo(
                CorrespondenceItem.MaxLineLength,
                item.Confirmation is null ? $"{item.From}: {item.Subject}" : item.From
            ),
            item is { IsAutomatic: true, State: CorrespondenceState.Dismissed },
            by,
            FindReport(item),
            item.Confirmation
        );
    }

    /// <summary>The letter of its own invitation on which a message reports. Null where it reports on none.</summary>
    private static ReportOnLetter? FindReport(CorrespondenceItem item) =>
        item.Report is { } report && DispatchId.TryParse(report.Letter, out var letter) && letter.Key == item.Invitation
            ? new ReportOnLetter(letter.Step, report.Kind)
            : null;
}
