using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Files what was written to us, and takes in what staff say about it. Each method may be repeated after it
/// was interrupted: it goes on where it was, and what was done is not done twice.</summary>
public sealed class CorrespondenceService(
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    IIdempotencyStore idempotency,
    CampaignCache campaigns,
    InvitationService invitations,
    TimeProvider clock
)
{
    /// <summary>How often something is tried again because somebody else was quicker.</summary>
    private const int MaxConflicts = 20;

    private const string Receipts = "correspondence";

    /// <summary>Files a piece and puts it before staff; automatic mail is filed and noted, no more. The same piece
    /// again is known by its source's id. When this returns, it is on the record.</summary>
    /// <returns>The piece as it is on the record; in the drawer without a campaign where it belongs to none that
    /// exists.</returns>
    /// <exception cref="StoreUnavailableException">It could not be filed, or not wholly; the same again goes
    /// on.</exception>
    public async Task<CorrespondenceItem> File(IncomingMessage incoming, CancellationToken cancellation)
    {
        var receivedAt = incoming.ReceivedAt ?? clock.GetCurrentInstant();
        var invitation = incoming.Invitation is { } key && await Exists(key, cancellation) ? incoming.Invitation : null;
        var campaign = invitation?.Campaign ?? (incoming.Campaign is { } c && await Takes(c, cancellation) ? c : null);
        var place = new FilingPlace(CorrespondenceId.Create(receivedAt, incoming.SourceId), campaign, invitation);
        // First of all the place is settled: whoever posts the piece again, at another time, finds it there.
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

    /// <summary>Records the answer that a piece gives, in one step. The reply was received when the piece was: it takes
    /// the place of one that came earlier, and one that came later stands.</summary>
    /// <returns>The piece as it is then, and why nothing was done where nothing was; null where there is no such
    /// piece.</returns>
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
        // The reply first: a piece that is marked and whose reply is not on the record would be a reply lost.
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

    /// <summary>Takes note that nothing is to be done about a piece.</summary>
    /// <returns>The piece as it is then, and why nothing was done where nothing was; null where there is no such
    /// piece.</returns>
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

    /// <summary>Puts a piece that came without an invitation to the one it belongs to, where it then waits to be
    /// classified.</summary>
    /// <param name="from">The drawer it lies in; null: that of the pieces without a campaign.</param>
    /// <param name="id">The piece.</param>
    /// <param name="to">The invitation it belongs to.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The piece as it is then, in that invitation's campaign, and why nothing was done where nothing was;
    /// null where there is no such piece.</returns>
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
        var there = await Put(item, to, cancellation);
        if (there is null)
            return await Assign(from, id, to, by, cancellation);
        await invitations.Apply(to, Filed(there) with { By = by }, cancellation);
        if (from != to.Campaign && item.State != CorrespondenceState.Assigned)
            await Settle(
                Emptied(item),
                CorrespondenceState.Assigned,
                new Resolution(by, clock.GetCurrentInstant(), Moved: to.ToString()),
                cancellation
            );
        return new HandlingResult(there);
    }

    /// <summary>What has moved on is kept in one place only: there it is erased with its campaign.</summary>
    private static CorrespondenceItem Emptied(CorrespondenceItem item) =>
        item with
        {
            From = "",
            Subject = "",
            Text = "",
            Headers = [],
            Attachments = [],
            Verdict = null,
        };

    /// <summary>What comes for a campaign whose data are being erased would not be erased with them: it is filed as
    /// belonging to none.</summary>
    private async Task<bool> Takes(CampaignId campaign, CancellationToken cancellation) =>
        await campaigns.Find(campaign, cancellation)
            is { Entry.State: not (CampaignState.Erasing or CampaignState.Erased) };

    /// <summary>Into the invitation's own drawer: changed where it lies there already, else filed there under the same
    /// id.</summary>
    private async Task<CorrespondenceItem?> Put(
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
        Resolution settlement,
        CancellationToken cancellation
    )
    {
        if (item.State != state)
        {
            if (
                await correspondenceStore.Save(item with { State = state, Resolution = settlement }, cancellation)
                is not { } saved
            )
                return new HandlingResult(
                    await correspondenceStore.Find(item.Campaign, item.Id, cancellation) ?? item,
                    new Reason.HandledByColleague()
                );
            item = saved;
        }
        if (item.Invitation is { } key)
            await ClearAttention(key, settlement.By, cancellation);
        return new HandlingResult(item);
    }

    /// <summary>Where nothing of an invitation waits any more, it needs nobody's attention on that account. The row is
    /// read before the drawer is: what is filed in between has changed it, and then the question is asked
    /// again.</summary>
    private async Task ClearAttention(InvitationKey key, string by, CancellationToken cancellation)
    {
        var campaign = await campaigns.Get(key.Campaign, cancellation);
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var row = await invitationStore.Find(campaign.PartitionOf(key), key.Invitee, cancellation);
            if (row is null || !row.Invitation.Attention.HasFlag(Attention.Correspondence))
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
                ExpectedJournalLength: row.Invitation.JournalLength
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

    /// <summary>Where a piece is filed, as it is remembered by its source's id.</summary>
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
/// <param name="Refusal">Why the request was not carried out; null where it was.</param>
public sealed record HandlingResult(CorrespondenceItem Item, Reason? Refusal = null);
