using Microsoft.CodeAnalysis.CSharp;
using Wsis.Invitations.Tests.Rules;

namespace Wsis.Proof.Mutations;

/// <summary>A rule broken on purpose.</summary>
/// <param name="Rule">The rule's number.</param>
/// <param name="File">The file of <c>src/Wsis.Invitations/Workflow</c> in which it is broken.</param>
/// <param name="Text">The text to replace. It occurs there once.</param>
/// <param name="By">The replacement.</param>
/// <param name="Test">The rule test that must fail.</param>
internal sealed record Mutation(int Rule, string File, string Text, string By, string Test)
{
    private const string Decider = "InvitationDecider.cs";
    private const string Letters = "InvitationDecider.Letters.cs";
    private const string Replies = "InvitationDecider.Replies.cs";
    private const string PendingLetters = "PendingLetters.cs";

    /// <summary>The files whose copies are compiled.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [Decider, Letters, Replies, "InvitationDecider.Staff.cs", PendingLetters];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        // A letter that was claimed before is claimed again.
        new(
            1,
            PendingLetters,
            " && invitation.Find(letter.Step, letter.Edition) is null;",
            ";",
            nameof(NineRulesTests.Rule_1_a_letter_is_claimed_once_and_again_only_after_a_failure_or_a_long_silence)
        ),
        // A letter in doubt is sent again at once.
        new(
            1,
            PendingLetters,
            "dispatch.ClaimedAt + plan.Sending.ResendAfter",
            "dispatch.ClaimedAt",
            nameof(NineRulesTests.Rule_1_a_letter_is_claimed_once_and_again_only_after_a_failure_or_a_long_silence)
        ),
        // An invitee who has answered is reminded.
        new(
            1,
            PendingLetters,
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting) => true",
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting or Phase.Answered) => true",
            nameof(NineRulesTests.Rule_1_no_reminder_after_an_answer_and_no_letter_to_the_withdrawn_or_undeliverable)
        ),
        // A reminder goes to invitees who are not invited yet.
        new(
            2,
            PendingLetters,
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting) => true",
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Scheduled or Phase.Awaiting) => true",
            nameof(NineRulesTests.Rule_2_no_reminder_at_or_after_the_deadline_and_none_before_the_invitation_was_sent)
        ),
        // The deadline passes and the reminders go on.
        new(
            2,
            Decider,
            "(WakeUp, Phase.Scheduled or Phase.Awaiting) when deadlinePassed => decision.MissDeadline(plan),",
            "",
            nameof(NineRulesTests.Rule_2_no_reminder_at_or_after_the_deadline_and_none_before_the_invitation_was_sent)
        ),
        // The first reply stays current after a later one.
        new(
            3,
            Replies,
            "Reply = reply, Replies = i.Replies + 1",
            "Reply = i.Reply ?? reply, Replies = i.Replies + 1",
            nameof(NineRulesTests.Rule_3_no_reply_is_lost_the_latest_is_current_and_a_late_one_needs_attention)
        ),
        // A late reply raises no alert.
        new(
            3,
            Decider,
            ".Enter(Phase.Answered).Alert(Attention.LateReply)",
            ".Enter(Phase.Answered)",
            nameof(NineRulesTests.Rule_3_no_reply_is_lost_the_latest_is_current_and_a_late_one_needs_attention)
        ),
        // A reply after the deadline is refused.
        new(
            3,
            Decider,
            "when deadlinePassed && !plan.ChangeAfterDeadline",
            "when deadlinePassed",
            nameof(
                NineRulesTests.Rule_3_a_reply_is_refused_only_if_it_is_outdated_or_forbidden_and_the_refusal_says_why
            )
        ),
        // A clock that is set back reopens an invitation that the deadline ended.
        new(
            4,
            Decider,
            "plan.Deadline > invitation.MissedDeadline && !deadlinePassed",
            "!deadlinePassed",
            nameof(NineRulesTests.Rule_4_the_deadline_ends_an_invitation_once_and_only_a_later_deadline_reopens_it)
        ),
        // The invitation never ends.
        new(
            4,
            Decider,
            "i with { Phase = Phase.Unanswered, MissedDeadline = plan.Deadline }",
            "i with { MissedDeadline = plan.Deadline }",
            nameof(NineRulesTests.Rule_4_the_deadline_ends_an_invitation_once_and_only_a_later_deadline_reopens_it)
        ),
        // After an outage the reminders follow each other, the oldest first.
        new(
            5,
            Letters,
            ".OrderBy(a => a.Due).LastOrDefault();",
            ".OrderBy(a => a.Due).FirstOrDefault();",
            nameof(NineRulesTests.Rule_5_after_an_outage_only_the_latest_due_reminder_is_sent)
        ),
        // The latest is sent, and then all those before it.
        new(
            5,
            PendingLetters,
            ".Where(s => !(s.Kind is LetterKind.Reminder && s.Due <= latest))",
            ".Where(s => s.Due > Instant.MinValue || latest > s.Due)",
            nameof(NineRulesTests.Rule_5_after_an_outage_only_the_latest_due_reminder_is_sent)
        ),
        // A repeated signal is applied again.
        new(
            6,
            Decider,
            "if (signal.Id is { } id && invitation.Seen.Contains(id))",
            "if (signal.Id is { Length: 0 } id && invitation.Seen.Contains(id))",
            nameof(NineRulesTests.Rule_6_the_same_signal_again_changes_nothing)
        ),
        // The last delivery report wins.
        new(
            6,
            Decider,
            "&& r.Delivery > dispatch.Delivery",
            "&& r.Delivery != dispatch.Delivery",
            nameof(NineRulesTests.Rule_6_delivery_reports_in_any_order_end_in_the_same_state)
        ),
        // No wake-up at the deadline.
        new(
            7,
            PendingLetters,
            "letters.Concat(repetitions).Concat(deadline).Concat(results)",
            "letters.Concat(repetitions).Concat(deadline.Take(0)).Concat(results)",
            nameof(NineRulesTests.Rule_7_an_invitation_changes_at_its_wake_up_and_otherwise_only_by_a_signal)
        ),
        // An ended campaign waits for a reply.
        new(
            7,
            Decider,
            "if (plan.Ended && decision.Next.Phase is Phase.Scheduled or Phase.Awaiting)",
            "if (plan.Ended && decision.Next.Phase is Phase.Scheduled)",
            nameof(NineRulesTests.Rule_7_in_an_ended_campaign_nothing_is_due_or_awaited_and_no_letter_is_sent)
        ),
        // A changed schedule drops letters that were sent.
        new(
            8,
            Decider,
            "bool Unwanted(Dispatch dispatch) => dispatch.IsOpen && (",
            "bool Unwanted(Dispatch dispatch) => dispatch.State != DispatchState.Dropped && (",
            nameof(NineRulesTests.Rule_8_a_changed_plan_leaves_what_was_sent_as_it_was)
        ),
    ];

    /// <summary>The file with the rule broken. Tokens are compared, so where the formatter breaks a line does not
    /// matter.</summary>
    /// <exception cref="InvalidDataException">The text does not occur exactly once: the code has changed, and the
    /// mutation must change with it.</exception>
    public string Apply(string source)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().ToList();
        var sought = SyntaxFactory.ParseTokens(Text).Select(t => t.Text).Where(t => t.Length > 0).ToList();
        var found = Enumerable
            .Range(0, tokens.Count - sought.Count)
            .Where(at => sought.Index().All(s => tokens[at + s.Index].Text == s.Item))
            .ToList();
        return found is [var first]
            ? source[..tokens[first].SpanStart] + By + source[tokens[first + sought.Count - 1].Span.End..]
            : throw new InvalidDataException($"Rule {Rule}: '{Text}' occurs {found.Count} times in {File}.");
    }
}
