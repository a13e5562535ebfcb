using NodaTime;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Statements;
using static Wsis.Invitations.Workflow.Signal;

namespace Wsis.Invitations.Workflow;

/// <content>How replies change an invitation.</content>
public static partial class InvitationDecider
{
    private static Decision Record(this Decision decision, ReplyReceived received, bool late = false)
    {
        var reply = received.Reply with { Late = late };
        return decision
            .Change(i => i with { FormerEntries = FormerEntries.Before(i), Reply = reply, Replies = i.Replies + 1 })
            .Note(
                late ? new JournalEvent.LateReplyRecorded(reply) : new JournalEvent.ReplyRecorded(reply),
                reply.RecordedBy
            );
    }

    /// <summary>The office names its delegation, whatever the deadline for replies. The same persons again change
    /// nothing.</summary>
    private static Decision NameDelegation(this Decision decision, DelegationNamed signal)
    {
        var invitation = decision.Before;
        var version = decision.Before.Delegation?.Version ?? 0;
        if (invitation.CountedReply?.Answer.Attendance is null)
            return decision.Refuse(new Reason.NotTakingPart());
        if ((invitation.Delegation?.Members ?? []).SequenceEqual(signal.Members))
            return decision;
        if (signal.ExpectedVersion is { } expected && expected != version)
            return decision.Refuse(new Reason.DelegationOvertaken());
        var delegation = new Delegation(signal.Members, version + 1);
        return decision
            .Change(i => i with { Delegation = delegation })
            .Note(new JournalEvent.DelegationNamed(delegation), signal.By);
    }

    /// <summary>Keeps the statement that this decision ends.</summary>
    private static Decision KeepStatement(this Decision decision) =>
        decision.IsChange
            ? decision.Change(next => FormerStatement.Keep(decision.Before, next, decision.Now))
            : decision;

    /// <summary>Whether a reply says what the current one says. A reply in time is news where the current one is
    /// late.</summary>
    private static bool Repeats(this ReplyReceived received, Reply current, Plan plan) =>
        received.Reply.Repeats(current, received.IsMessage)
        && !(current.Late && received.Reply.ReceivedAt < plan.Close);

    /// <summary>The same answer again. The journal has it, and nothing else changes.</summary>
    private static Decision Repeat(this Decision decision, ReplyReceived received) =>
        decision
            .Change(i =>
                i with
                {
                    Reply = i.Reply! with { RepeatedAt = Instant.Max(i.Reply.GivenAt, received.Reply.ReceivedAt) },
                }
            )
            .Note(new JournalEvent.ReplyRepeated(received.Reply), received.Reply.RecordedBy);

    /// <summary>A letter older than the current answer and opened after it. It is recorded in the journal only. It is
    /// not acknowledged, because the office would take it for the current answer.</summary>
    private static Decision File(this Decision decision, ReplyReceived received) =>
        decision.Note(
            new JournalEvent.EarlierReplyFiled(received.Reply, decision.Next.Reply!.GivenAt),
            received.Reply.RecordedBy
        );
}
