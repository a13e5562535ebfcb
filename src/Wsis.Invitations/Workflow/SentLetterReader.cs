using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Composes the letters of an invitation again, as they were sent.</summary>
public sealed class SentLetterReader(IInvitationStore store)
{
    /// <summary>Composes a letter with the text, the date and the deadline of the time at which it was sent.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitee">The invitee.</param>
    /// <param name="letter">The step and the edition: <c>invitation~1</c>.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The letter, or why it cannot be composed. Null if there is no such invitee or letter.</returns>
    public async Task<LetterResult?> Compose(
        LoadedCampaign campaign,
        InviteeId invitee,
        string? letter,
        CancellationToken cancellation
    )
    {
        var partition = campaign.PartitionOf(new InvitationKey(campaign.Entry.Id, invitee));
        if (
            await store.Find(partition, invitee, cancellation) is not { Value: var invitation }
            || invitation.Dispatches.FirstOrDefault(d => $"{d.Step}~{d.Edition}" == letter) is not { } dispatch
        )
            return null;
        var whole = await WithText(partition, invitee, dispatch, cancellation);
        return LetterResult.Compose(() => campaign.LetterAsSent(invitation, whole));
    }

    /// <summary>The row keeps the words of the latest letters that staff wrote. The journal keeps all.</summary>
    private async Task<Dispatch> WithText(
        Partition partition,
        InviteeId invitee,
        Dispatch dispatch,
        CancellationToken cancellation
    )
    {
        if (dispatch is not { Kind: LetterKind.Personal, Text: null })
            return dispatch;
        var journal = await store.ReadJournal(partition, invitee, cancellation);
        var written = journal
            .Select(e => e.Event)
            .OfType<JournalEvent.PersonalLetterWritten>()
            .FirstOrDefault(e => e.Step == dispatch.Step);
        return written is null ? dispatch : dispatch with { Text = new PersonalText(written.Subject, written.Text) };
    }
}
