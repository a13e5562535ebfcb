using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Files incoming messages and records how staff handle them. Each method may be repeated after an
/// interruption. It then continues and does nothing twice.</summary>
public sealed class CorrespondenceService(
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    IIdempotencyStore idempotency,
    CampaignCache campaigns,
    InvitationService invitations,
    TimeProvider clock
)
{
    private const int MaxConflicts = 20;

    private const string Receipts = "correspondence";

    /// <summary>Files a message and shows it to staff. Automatic mail is filed without asking for attention. A repeated
    /// message is recognised by its source id. The message is stored when this returns.</summary>
    /// <returns>The stored message. It is in the shared mailbox if its campaign is not known.</returns>
    /// <exception cref="StoreUnavailableException">The message is not stored, or not completely. The same call
    /// continues.</exception>
    public async Task<CorrespondenceItem> File(IncomingMessage incoming, CancellationToken cancellation)
    {
        var receivedAt = incoming.ReceivedAt ?? clock.GetCurrentInstant();
        var invitation = incoming.Invitation is { } key && await Exists(key, cancellation) ? incoming.Invitation : null;
        var campaign =
            invitation?.Campaign ?? (incoming.Campaign is { } c && await AcceptsMessages(c, cancellation) ? c : null);
        var place = new FilingPlace(CorrespondenceId.Create(receivedAt, incoming.SourceId), campaign, invitation);
        // The place is stored first, so that the same message posted again later is found there.
        place = FilingPlace.Parse(
            await idempotency.TryAdd(
                $"{Receipts}-{incoming.Source}",
                incoming.SourceId,
                place.ToString(),
                place.Campaign,
                cancellation
            )
        );
        var item = await correspondenceStore.Add(
            incoming.ToItem(place.Id, place.Campaign, place.Invitation, receivedAt),
            cancellation
        );
        if (item is { Invitation: { } owner } and ({ State: CorrespondenceState.Waiting } or { IsAutomatic: true }))
            await invitations.Apply(owner, Filed(item), cancellation);
        return item;
    }

    /// <summary>Records the answer that a message gives. The reply has the time at which the message was received. It
    /// replaces an earlier reply; a later reply stays current.</summary>
    /// <returns>The message afterwards, with a reason if nothing was done. Null if there is no such message.</returns>
    public async Task<HandlingResult?> Classify(
        CampaignId campaign,
        CorrespondenceId id,
        Classification classification,
        string by,
        CancellationToken cancellation
    )
    {
        if (await correspondenceStore.Find(campaign, id, cancellation) is not { } item)
            return null;
        if (item.Invitation is not { } key)
            return new HandlingResult(item, new Reason.NotAssigned());
        var reply = classification.ToReply(item, by);
        if (item.State == CorrespondenceState.Classified && item.Resolution?.Reply != reply.Id)
            return new HandlingResult(
                item,
                new Reason.AlreadyClassified(item.Resolution?.By ?? "", item.Resolution?.Answer ?? "")
            );
        // The reply first: a message that is marked as handled without a stored reply would be a lost reply.
        var decision = await invitations.Apply(key, new Signal.ReplyReceived(reply), cancellation);
        if (decision is null or { Refusal: not null })
            return new HandlingResult(item, decision?.Refusal ?? new Reason.InvitationGone());
        return await Settle(
            item,
            CorrespondenceState.Classified,
            new Resolution(by, clock.GetCurrentInstant(), reply.Answer.Kind, reply.Id),
            cancellation
        );
    }

    /// <summary>Records that a message needs no action.</summary>
    /// <returns>The message afterwards, with a reason if nothing was done. Null if there is no such message.</returns>
    public async Task<HandlingResult?> Dismiss(
        CampaignId? campaign,
        CorrespondenceId id,
        string by,
        CancellationToken cancellation
    ) =>
        await correspondenceStore.Find(campaign, id, cancellation) is not { } item ? null
        : item.State is CorrespondenceState.Classified or CorrespondenceState.Assigned
            ? new HandlingResult(item, new Reason.AlreadyHandled(item.State))
        : await Settle(
            item,
            CorrespondenceState.Dismissed,
            item.Resolution ?? new Resolution(by, clock.GetCurrentInstant()),
            cancellation
        );

    /// <summary>Assigns a message without an invitation to one. It then waits to be classified.</summary>
    /// <param name="from">The mailbox of the message. Null for the shared mailbox.</param>
    /// <param name="id">The message.</param>
    /// <param name="to">The invitation.</param>
    /// <param name="by">The member of staff.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The message afterwards, in the campaign of the invitation, with a reason if nothing was done. Null if
    /// there is no such message.</returns>
    public async Task<HandlingResult?> Assign(
        CampaignId? from,
        CorrespondenceId id,
        InvitationKey to,
        string by,
        CancellationToken cancellation
    )
    {
        if (await correspondenceStore.Find(from, id, cancellation) is not { } item)
            return null;
        if ((item.Invitation?.ToString() ?? item.Resolution?.Moved) is { } owner && owner != to.ToString())
            return new HandlingResult(item, new Reason.BelongsElsewhere(owner));
        if (!await Exists(to, cancellation))
            return new HandlingResult(item, new Reason.InvitationNotFound(to));
        var there = await MoveToInvitation(item, to, cancellation);
        if (there is null)
            return await Assign(from, id, to, by, cancellation);
        await invitations.Apply(to, Filed(there) with { By = by }, cancellation);
        if (from != to.Campaign && item.State != CorrespondenceState.Assigned)
            await Settle(
                WithoutContent(item),
                CorrespondenceState.Assigned,
                new Resolution(by, clock.GetCurrentInstant(), Moved: to.ToString()),
                cancellation
            );
        return new HandlingResult(there);
    }

    /// <summary>Removes the content of a message that was moved. It is kept in one place only, and is erased there with
    /// its campaign.</summary>
    private static CorrespondenceItem WithoutContent(CorrespondenceItem item) =>
        item with
        {
            From = "",
            Subject = "",
            Text = "",
            Headers = [],
            Attachments = [],
            Verdict = null,
        };

    /// <summary>Whether a message may be filed in the mailbox of a campaign. During an erasure it might not be erased
    /// with the rest, so it goes to the shared mailbox.</summary>
    private async Task<bool> AcceptsMessages(CampaignId campaign, CancellationToken cancellation) =>
        await campaigns.Find(campaign, cancellation)
            is { Entry.State: not (CampaignState.Erasing or CampaignState.Erased) };

    /// <summary>Moves a message to the mailbox of the invitation's campaign under the same id, or changes it if it is
    /// there already.</summary>
    private async Task<CorrespondenceItem?> MoveToInvitation(
        CorrespondenceItem item,
        InvitationKey to,
        CancellationToken cancellation
    )
    {
        var put = item with
        {
            Campaign = to.Campaign,
            Invitee = to.Invitee,
            State = CorrespondenceState.Waiting,
            Resolution = null,
        };
        if (item.Campaign != to.Campaign)
            return await correspondenceStore.Add(put with { Version = null }, cancellation);
        return item.Invitation == to ? item : await correspondenceStore.Save(put, cancellation);
    }

    private async Task<HandlingResult> Settle(
        CorrespondenceItem item,
        CorrespondenceState state,
        Resolution resolution,
        CancellationToken cancellation
    )
    {
        if (item.State != state)
        {
            if (
                await correspondenceStore.Save(item with { State = state, Resolution = resolution }, cancellation)
                is not { } saved
            )
                return new HandlingResult(
                    await correspondenceStore.Find(item.Campaign, item.Id, cancellation) ?? item,
                    new Reason.HandledByColleague()
                );
            item = saved;
        }
        if (item.Invitation is { } key)
            await ClearAttention(key, resolution.By, cancellation);
        return new HandlingResult(item);
    }

    /// <summary>Clears the attention flag of an invitation that has no waiting message. The row is read before the
    /// mailbox, so a message that is filed in between causes a conflict and a new check.</summary>
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

    private async Task<bool> Exists(InvitationKey key, CancellationToken cancellation) =>
        await campaigns.Find(key.Campaign, cancellation) is { } campaign
        && await invitationStore.Find(campaign.PartitionOf(key), key.Invitee, cancellation) is not null;

    private static Signal.CorrespondenceFiled Filed(CorrespondenceItem item) =>
        new(
            item.Id.Value,
            TextSanitizer.LineUpTo(CorrespondenceItem.MaxLineLength, $"{item.From}: {item.Subject}"),
            item is { IsAutomatic: true, State: CorrespondenceState.Dismissed }
        );

    /// <summary>The place of a message, stored by its source id.</summary>
    private sealed record FilingPlace(CorrespondenceId Id, CampaignId? Campaign, InvitationKey? Invitation)
    {
        public static FilingPlace Parse(string text) =>
            text.Split(' ') is [var id, var campaign, var invitation]
                ? new(
                    new CorrespondenceId(id),
                    campaign.Length == 0 ? null : new CampaignId(campaign),
                    invitation.Length == 0 ? null : InvitationKey.Parse(invitation)
                )
                : throw new FormatException($"'{text}' is not a place of correspondence.");

        public override string ToString() => $"{Id} {Campaign} {Invitation}";
    }
}

/// <summary>The result of handling a message.</summary>
/// <param name="Item">The message as it is now.</param>
/// <param name="Refusal">The reason for which nothing was done. Null if it was done.</param>
public sealed record HandlingResult(CorrespondenceItem Item, Reason? Refusal = null);
