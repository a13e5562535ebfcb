using NodaTime;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <content>Files messages.</content>
public sealed partial class CorrespondenceService
{
    /// <summary>Files a message with each invitation that it belongs to, and puts it before staff. Automatic mail is
    /// filed and noted only. The same message again is recognized by its source's id. When this returns, the whole
    /// message and its rows are stored.</summary>
    /// <returns>The rows of the message: one for each invitation, and one without an invitation where it belongs to
    /// none that exists.</returns>
    /// <exception cref="StoreUnavailableException">It could not be filed, or not completely. The same call again
    /// continues.</exception>
    public async Task<IReadOnlyList<CorrespondenceItem>> File(IncomingMessage incoming, CancellationToken cancellation)
    {
        var receivedAt = incoming.ReceivedAt ?? Now;
        var places = await ChoosePlaces(incoming, receivedAt, cancellation);
        await StoreContent(incoming, places, cancellation);
        var filed = new List<CorrespondenceItem>(places.Count);
        foreach (var place in places)
            filed.Add(await FileAt(place, incoming, receivedAt, cancellation));
        return filed;
    }

    /// <summary>The places are stored before anything else, so that the same message, posted again at another time, is
    /// filed in the same places.</summary>
    private async Task<IReadOnlyList<FilingPlace>> ChoosePlaces(
        IncomingMessage incoming,
        Instant receivedAt,
        CancellationToken cancellation
    )
    {
        var kind = EntryKindOf(incoming.Source);
        var existing = new List<InvitationKey>();
        foreach (var key in incoming.Invitations.Distinct())
            if (await Find(key, cancellation) is not null)
                existing.Add(key);
        var campaign = incoming.Campaign is { } c && await IsOpen(c, cancellation) ? incoming.Campaign : null;
        var chosen = FilingPlaces.Choose(
            suffix => CorrespondenceId.Create(receivedAt, incoming.SourceId + suffix),
            existing,
            campaign
        );
        // The digest keeps addresses out of the entries.
        var known = await idempotency.TryAdd(
            kind,
            MessageName.KeyFrom(incoming.SourceId),
            chosen.ToString(),
            chosen.About,
            cancellation
        );
        return FilingPlaces.Parse(known).Places;
    }

    /// <summary>The kind of idempotency entry under which the places of messages are stored.</summary>
    internal static string EntryKindOf(CorrespondenceSource source) => $"correspondence-{source}";

    private async Task StoreContent(
        IncomingMessage incoming,
        IReadOnlyList<FilingPlace> places,
        CancellationToken cancellation
    )
    {
        if (incoming.Content is not { } content)
            return;
        foreach (var campaign in places.Select(p => p.Campaign).Distinct())
        {
            content.Position = 0;
            await messages.Put(
                new MessageName(campaign, MessageName.KeyFrom(incoming.SourceId)),
                content,
                cancellation
            );
        }
    }

    private async Task<CorrespondenceItem> FileAt(
        FilingPlace place,
        IncomingMessage incoming,
        Instant receivedAt,
        CancellationToken cancellation
    )
    {
        var invitation = place.Invitation is { } key ? await Find(key, cancellation) : null;
        var row = await correspondenceStore.Add(
            incoming.ToItem(place, receivedAt, invitation?.Invitee.State),
            cancellation
        );
        var item = row.Value;
        if (
            item
            is { Invitation: { } owner, Pending: null }
                and ({ State: CorrespondenceState.Waiting } or { IsAutomatic: true })
        )
            await invitations.Apply(owner, Filed(row), cancellation);
        return item;
    }
}
