using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <content>Records the answers of messages, and dismisses messages.</content>
public sealed partial class CorrespondenceService
{
    /// <summary>Records the answer that a message gives. The reply was received when the message was: it replaces an
    /// earlier reply, and a later one stays. Of two classifications at once one is recorded, and the other is refused
    /// and leaves no trace.</summary>
    /// <returns>The message as it is then, and the refusal if there is one. Null if there is no such message.</returns>
    public async Task<HandlingResult?> Classify(
        CampaignId campaign,
        CorrespondenceId id,
        Classification classification,
        string by,
        CancellationToken cancellation
    )
    {
        if (await FindCompleted(campaign, id, cancellation) is not { } row)
            return null;
        var item = row.Value;
        if (item.Invitation is null)
            return new HandlingResult(row, new Reason.NotAssigned());
        var reply = classification.ToReply(item, by);
        if (item.State is CorrespondenceState.Classified && item.Resolution?.Reply != reply.Id)
            return new HandlingResult(
                row,
                new Reason.AlreadyClassified(item.Resolution?.By ?? "", item.Resolution?.Answer ?? "")
            );
        if (item.State is CorrespondenceState.Assigned)
            return new HandlingResult(row, new Reason.AlreadyHandled(item.State));
        if (item.State is CorrespondenceState.Classified)
            return await Complete(row, reply, cancellation);
        // The message decides who records. A reply that is recorded first could not be taken back.
        var pending = item with
        {
            Pending = new PendingReply(reply, Now),
        };
        return await correspondenceStore.Save(pending, row.Version, cancellation) is { } saved
            ? await Complete(saved, reply, cancellation)
            : await ResultOfColleague(campaign, id, reply, cancellation);
    }

    /// <summary>Dismisses a message: nothing is to be done about it.</summary>
    /// <returns>The message as it is then, and the refusal if there is one. Null if there is no such message.</returns>
    public async Task<HandlingResult?> Dismiss(
        CampaignId? campaign,
        CorrespondenceId id,
        string by,
        CancellationToken cancellation
    ) =>
        await FindCompleted(campaign, id, cancellation) switch
        {
            null => null,
            { Value.State: CorrespondenceState.Classified or CorrespondenceState.Assigned } row => new HandlingResult(
                row,
                new Reason.AlreadyHandled(row.Value.State)
            ),
            var row => await Resolve(
                row,
                CorrespondenceState.Dismissed,
                row.Value.Resolution ?? new Resolution(by, Now),
                cancellation
            ),
        };

    /// <summary>Reads a message. A reply that was being recorded from it is recorded first.</summary>
    private async Task<Versioned<CorrespondenceItem>?> FindCompleted(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) =>
        await correspondenceStore.Find(campaign, id, cancellation) switch
        {
            { Value.Pending: { } pending } row => (await Complete(row, pending.Reply, cancellation)).Row,
            var row => row,
        };

    /// <summary>Records the reply and marks the message. The reply has an id, so it is recorded once.</summary>
    private async Task<HandlingResult> Complete(
        Versioned<CorrespondenceItem> row,
        Reply reply,
        CancellationToken cancellation
    )
    {
        var item = row.Value;
        var received = new Signal.ReplyReceived(reply with { Message = item.Id.Value }) { IsMessage = true };
        var decision = await invitations.Apply(item.Invitation!.Value, received, cancellation);
        if (decision is null or { Refusal: not null })
        {
            var refusal = decision?.Refusal ?? new Reason.InvitationGone();
            return new HandlingResult(
                await correspondenceStore.Save(item with { Pending = null }, row.Version, cancellation) ?? row,
                refusal
            );
        }
        return await Resolve(
            row,
            CorrespondenceState.Classified,
            new Resolution(reply.RecordedBy!, item.Pending?.Since ?? Now, reply.Answer.Kind, reply.Id),
            cancellation
        );
    }

    /// <summary>Somebody else changed the message meanwhile. The same classification by somebody else is no
    /// conflict.</summary>
    private async Task<HandlingResult?> ResultOfColleague(
        CampaignId campaign,
        CorrespondenceId id,
        Reply reply,
        CancellationToken cancellation
    )
    {
        if (await FindCompleted(campaign, id, cancellation) is not { } now)
            return null;
        return now.Value.Resolution?.Reply == reply.Id
            ? new HandlingResult(now)
            : new HandlingResult(now, new Reason.HandledByColleague());
    }
}
