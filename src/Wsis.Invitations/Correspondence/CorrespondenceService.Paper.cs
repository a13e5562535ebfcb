using MimeKit;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <content>Records replies from letters on paper, with their scans.</content>
public sealed partial class CorrespondenceService
{
    /// <summary>Files the scan of a letter on paper, and records the reply that it gives. The scan is stored first. If
    /// the process ends in between, the next person who handles the message completes it.</summary>
    /// <returns>The message, and the refusal if there is one. A refused reply leaves no scan.</returns>
    internal async Task<HandlingResult> RecordPaper(
        Invitation invitation,
        Reply reply,
        Scan scan,
        CancellationToken cancellation
    )
    {
        var subject = reply.Reference ?? scan.FileName;
        using var content = scan.ToMessage(
            new MailboxAddress(invitation.Invitee.Office, invitation.Invitee.Addresses.FirstOrDefault("")),
            subject,
            Now
        );
        var filed = await File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Paper,
                SourceId = $"{reply.Id} {scan.ComputeDigest()}",
                Invitations = [invitation.Key],
                Content = content,
                From = invitation.Invitee.Office,
                Subject = subject,
                Attachments = [new CorrespondenceAttachment(scan.FileName, "", scan.Length)],
                Pending = new PendingReply(reply, Now),
            },
            cancellation
        );
        var row =
            await correspondenceStore.Find(invitation.Campaign, filed[0].Id, cancellation)
            ?? throw new StoreUnavailableException("The scan was filed, and is deleted.");
        if (row.Value.Pending is null)
            return new HandlingResult(row);
        var result = await Complete(row, reply, cancellation);
        if (result.Refusal is not null)
        {
            await DeleteContent(row.Value, cancellation);
            await correspondenceStore.Delete(invitation.Campaign, row.Value.Id, cancellation);
        }
        return result;
    }
}
