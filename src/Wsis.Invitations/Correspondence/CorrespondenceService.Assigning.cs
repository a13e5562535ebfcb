using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <content>Assigns messages to invitations, and moves them.</content>
public sealed partial class CorrespondenceService
{
    /// <summary>Assigns a message that has no invitation to one, where it then waits to be classified.</summary>
    /// <param name="from">The mailbox of the message. Null for the shared mailbox.</param>
    /// <param name="id">The message.</param>
    /// <param name="to">The invitation.</param>
    /// <param name="by">The member of staff.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The message as it is with that invitation, and the refusal if there is one. Null if there is no such
    /// message.</returns>
    public async Task<HandlingResult?> Assign(
        CampaignId? from,
        CorrespondenceId id,
        InvitationKey to,
        string by,
        CancellationToken cancellation
    ) =>
        await FindCompleted(from, id, cancellation) switch
        {
            null => null,
            { Value.Invitation: { } owner } row when owner != to => new HandlingResult(
                row,
                new Reason.BelongsElsewhere(owner.ToString())
            ),
            var row => await MoveTo(row, to, by, cancellation),
        };

    /// <summary>Files a message with a further invitation too, under an id of its own. Each is handled
    /// separately.</summary>
    /// <inheritdoc cref="Assign"/>
    public async Task<HandlingResult?> AssignAlso(
        CampaignId? from,
        CorrespondenceId id,
        InvitationKey to,
        string by,
        CancellationToken cancellation
    ) =>
        await FindCompleted(from, id, cancellation) switch
        {
            null => null,
            { Value.Invitation: { } owner } row when owner != to => await FileAlso(row, to, by, cancellation),
            var row => await MoveTo(row, to, by, cancellation),
        };

    /// <summary>Moves a message to another invitation, because it was assigned to the wrong one. A message whose answer
    /// is recorded cannot be moved.</summary>
    /// <inheritdoc cref="Assign"/>
    public async Task<HandlingResult?> Reassign(
        CampaignId? from,
        CorrespondenceId id,
        InvitationKey to,
        string by,
        CancellationToken cancellation
    ) =>
        await FindCompleted(from, id, cancellation) switch
        {
            null => null,
            { Value.State: CorrespondenceState.Classified } row => new HandlingResult(
                row,
                new Reason.AlreadyHandled(row.Value.State)
            ),
            var row => await MoveTo(row, to, by, cancellation),
        };

    /// <summary>Reads the other rows of a message in the mailbox: one for each further invitation.</summary>
    public async Task<IReadOnlyList<Versioned<CorrespondenceItem>>> FindSiblings(
        CorrespondenceItem item,
        CancellationToken cancellation
    )
    {
        if (item.Content is not { } content)
            return [];
        // All rows of a message have its time, so they are next to each other.
        var filter = new CorrespondenceFilter(Since: item.ReceivedAt, Until: item.ReceivedAt);
        var found = await Pages
            .ReadAll(
                (page, token) => correspondenceStore.List(item.Campaign, filter, Pages.MaxSize, page, token),
                cancellation
            )
            .ToListAsync(cancellation);
        return
        [
            .. found.Where(r =>
                r.Value.Content?.Key == content.Key
                && r.Value.Id != item.Id
                && r.Value.State != CorrespondenceState.Assigned
            ),
        ];
    }

    private async Task<HandlingResult> FileAlso(
        Versioned<CorrespondenceItem> row,
        InvitationKey to,
        string by,
        CancellationToken cancellation
    )
    {
        var item = row.Value;
        if (await Find(to, cancellation) is not { } invitation)
            return new HandlingResult(row, new Reason.InvitationNotFound(to));
        if ((await FindSiblings(item, cancellation)).FirstOrDefault(s => s.Value.Invitation == to) is { } sibling)
            return new HandlingResult(sibling);
        await CopyContent(item, to.Campaign, cancellation);
        var id = CorrespondenceId.Create(item.ReceivedAt, $"{item.Content?.Key ?? item.Id.Value} {to}");
        var filed = await correspondenceStore.Add(PutTo(item, invitation) with { Id = id }, cancellation);
        return await PutBeforeStaff(filed, by, cancellation);
    }

    private async Task<HandlingResult?> MoveTo(
        Versioned<CorrespondenceItem> row,
        InvitationKey to,
        string by,
        CancellationToken cancellation
    )
    {
        var item = row.Value;
        if (item.Resolution?.Moved is { } moved && moved != to.ToString())
            return new HandlingResult(row, new Reason.BelongsElsewhere(moved));
        if (item.Invitation == to)
            return await PutBeforeStaff(row, by, cancellation);
        if (await Find(to, cancellation) is not { } invitation)
            return new HandlingResult(row, new Reason.InvitationNotFound(to));
        return item.Campaign == to.Campaign
            ? await MoveWithin(row, invitation, by, cancellation)
            : await MoveAcross(row, invitation, by, cancellation);
    }

    private async Task<HandlingResult?> MoveWithin(
        Versioned<CorrespondenceItem> row,
        Invitation to,
        string by,
        CancellationToken cancellation
    )
    {
        var item = row.Value;
        if (await correspondenceStore.Save(PutTo(item, to), row.Version, cancellation) is not { } put)
            return await Reassign(item.Campaign, item.Id, to.Key, by, cancellation);
        var result = await PutBeforeStaff(put, by, cancellation);
        if (item.Invitation is { } former)
            await ClearAttention(former, by, cancellation);
        return result;
    }

    /// <summary>The message is stored in the other mailbox first, then removed from this one.</summary>
    private async Task<HandlingResult> MoveAcross(
        Versioned<CorrespondenceItem> row,
        Invitation to,
        string by,
        CancellationToken cancellation
    )
    {
        var item = row.Value;
        await CopyContent(item, to.Campaign, cancellation);
        var put = await correspondenceStore.Add(PutTo(item, to), cancellation);
        if (put.Value.Invitation != to.Key)
            return new HandlingResult(put, new Reason.BelongsElsewhere($"{put.Value.Invitation}"));
        var result = await PutBeforeStaff(put, by, cancellation);
        await DeleteContent(item, cancellation);
        if (item.State != CorrespondenceState.Assigned)
            await Resolve(
                row with
                {
                    Value = Emptied(item),
                },
                CorrespondenceState.Assigned,
                new Resolution(by, Now, Moved: to.Key.ToString()),
                cancellation
            );
        return result;
    }

    /// <summary>Puts the message before staff on its invitation, unless it was handled there.</summary>
    private async Task<HandlingResult> PutBeforeStaff(
        Versioned<CorrespondenceItem> row,
        string by,
        CancellationToken cancellation
    )
    {
        if (row.Value is { Invitation: { } key, State: CorrespondenceState.Waiting })
            await invitations.Apply(key, Filed(row, by), cancellation);
        return new HandlingResult(row);
    }

    private static CorrespondenceItem PutTo(CorrespondenceItem item, Invitation invitation) =>
        item with
        {
            Campaign = invitation.Campaign,
            Invitee = invitation.Invitee.Id,
            InviteeState = invitation.Invitee.State,
            Names = [],
            MatchedBy = null,
            State = CorrespondenceState.Waiting,
            Resolution = null,
            Pending = null,
        };

    /// <summary>A message that was moved is kept in one place only. It is erased with the campaign of that
    /// place.</summary>
    private static CorrespondenceItem Emptied(CorrespondenceItem item) =>
        new()
        {
            Id = item.Id,
            Campaign = item.Campaign,
            Invitee = item.Invitee,
            ReceivedAt = item.ReceivedAt,
            Source = item.Source,
            Content = item.Content,
            From = "",
            Subject = "",
            Text = "",
            State = item.State,
        };
}
