using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using static Wsis.Invitations.Workflow.SendOutcome;
using static Wsis.Invitations.Workflow.Signal;

namespace Wsis.Invitations.Workflow;

/// <content>What a reply does to an invitation.</content>
public static partial class InvitationDecider
{
    private static Decision Record(this Decision decision, ReplyReceived received, bool late = false)
    {
        var reply = received.Reply with { Late = late };
        return decision
            .Change(i => i with { Reply = reply, Replies = i.Replies + 1 })
            .Note(
                late ? new JournalEvent.LateReplyRecorded(reply) : new JournalEvent.ReplyRecorded(reply),
                reply.RecordedBy
            );
    }

    /// <summary>A letter from before the answer that stands, opened after it: the journal keeps it, nothing else
    /// changes. It is not acknowledged; the office would take that for the answer that counts.</summary>
    private static Decision File(this Decision decision, ReplyReceived received) =>
        decision.Note(
            new JournalEvent.EarlierReplyFiled(received.Reply, decision.Next.Reply!.ReceivedAt),
            received.Reply.RecordedBy
        );
}
