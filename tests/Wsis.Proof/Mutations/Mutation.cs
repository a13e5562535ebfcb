using Microsoft.CodeAnalysis.CSharp;
using Wsis.Invitations.Tests.Rules;

namespace Wsis.Proof.Mutations;

/// <summary>A rule broken on purpose.</summary>
/// <param name="Rule">The rule's number.</param>
/// <param name="File">The file of <c>src/Wsis.Invitations/Workflow</c> in which it is broken.</param>
/// <param name="Text">What is replaced; it occurs there once.</param>
/// <param name="By">What it is replaced by.</param>
/// <param name="Test">The test of the rules that must notice.</param>
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
        // A letter that was taken up before is taken up again.
        new(
            1,
            PendingLetters,
            " && invitation.Find(a.Step, a.Edition) is null);",
            ");",
            nameof(
                NineRulesTests.Rule_1_a_letter_is_claimed_once_and_taken_up_again_only_when_it_was_not_taken_or_after_a_long_silence
            )
        ),
        // A letter in doubt is sent again at once.
        new(
            1,
            PendingLetters,
            "dispatch.ClaimedAt + plan.Sending.ResendAfter",
            "dispatch.ClaimedAt",
            nameof(
                NineRulesTests.Rule_1_a_letter_is_claimed_once_and_taken_up_again_only_when_it_was_not_taken_or_after_a_long_silence
            )
        ),
        // Who has answered is reminded all the same.
        new(
            1,
            PendingLetters,
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting) => true",
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting or Phase.Answered) => true",
            nameof(
                NineRulesTests.Rule_1_nobody_who_has_answered_is_reminded_and_nobody_withdrawn_or_undeliverable_is_written_to
            )
        ),
        // A reminder goes to those who have not been invited yet.
        new(
            2,
            PendingLetters,
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting) => true",
            "(LetterKind.Reminder or LetterKind.Extension, Phase.Scheduled or Phase.Awaiting) => true",
            nameof(NineRulesTests.Rule_2_no_reminder_at_or_after_the_deadline_and_none_before_the_invitation_went_out)
        ),
        // The deadline passes and the reminders go on.
        new(
            2,
            Decider,
            "(WakeUp, Phase.Scheduled or Phase.Awaiting) when deadlinePassed => decision.MissDeadline(plan),",
            "",
            nameof(NineRulesTests.Rule_2_no_reminder_at_or_after_the_deadline_and_none_before_the_invitation_went_out)
        ),
        // The first reply stands, whatever is said later.
        new(
            3,
            Replies,
            "i with { Reply = reply, Replies = i.Replies + 1 }",
            "i with { Reply = i.Reply ?? reply, Replies = i.Replies + 1 }",
            nameof(NineRulesTests.Rule_3_no_reply_is_lost_the_latest_stands_and_a_late_one_is_put_before_staff)
        ),
        // A late reply is put before nobody.
        new(
            3,
            Decider,
            ".Enter(Phase.Answered).Alert(Attention.LateReply)",
            ".Enter(Phase.Answered)",
            nameof(NineRulesTests.Rule_3_no_reply_is_lost_the_latest_stands_and_a_late_one_is_put_before_staff)
        ),
        // A reply after the deadline is turned away.
        new(
            3,
            Decider,
            "when deadlinePassed && !plan.ChangeAfterDeadline",
            "when deadlinePassed",
            nameof(
                NineRulesTests.Rule_3_only_a_reply_that_was_overtaken_or_forbidden_by_the_campaign_is_refused_and_a_refusal_says_why
            )
        ),
        // What the deadline ended, a clock that is set back opens again.
        new(
            4,
            Decider,
            "when plan.Deadline > invitation.MissedDeadline && !deadlinePassed",
            "when !deadlinePassed",
            nameof(
                NineRulesTests.Rule_4_the_deadline_makes_an_invitation_unanswered_once_and_only_a_later_deadline_reopens_it
            )
        ),
        // The invitation stays open for ever.
        new(
            4,
            Decider,
            "i with { Phase = Phase.Unanswered, MissedDeadline = plan.Deadline }",
            "i with { MissedDeadline = plan.Deadline }",
            nameof(
                NineRulesTests.Rule_4_the_deadline_makes_an_invitation_unanswered_once_and_only_a_later_deadline_reopens_it
            )
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
            ".Where(s => !(s.Kind is LetterKind.Reminder or LetterKind.Extension && s.Due <= horizon))",
            ".Where(s => s.Due > Instant.MinValue || horizon > s.Due)",
            nameof(NineRulesTests.Rule_5_after_an_outage_only_the_latest_due_reminder_is_sent)
        ),
        // What was said before is taken for news.
        new(
            6,
            Decider,
            "if (signal.Id is { } id && invitation.Seen.Contains(id))",
            "if (signal.Id is { Length: 0 } id && invitation.Seen.Contains(id))",
            nameof(NineRulesTests.Rule_6_the_same_signal_again_changes_nothing)
        ),
        // The report that comes last is believed.
        new(
            6,
            Decider,
            "&& r.Delivery > dispatch.Delivery",
            "&& r.Delivery != dispatch.Delivery",
            nameof(NineRulesTests.Rule_6_delivery_reports_in_any_order_end_in_the_same_state)
        ),
        // Nobody wakes at the deadline.
        new(
            7,
            PendingLetters,
            "letters.Concat(repetitions).Concat(deadline)",
            "letters.Concat(repetitions).Concat(deadline.Take(0))",
            nameof(
                NineRulesTests.Rule_7_an_invitation_without_wake_up_changes_only_by_a_signal_and_one_with_a_wake_up_changes_at_it
            )
        ),
        // In a campaign that has ended somebody is awaited for ever.
        new(
            7,
            Decider,
            "if (plan.Ended && decision.Next.Phase is Phase.Scheduled or Phase.Awaiting)",
            "if (plan.Ended && decision.Next.Phase is Phase.Scheduled)",
            nameof(
                NineRulesTests.Rule_7_in_a_campaign_that_has_ended_nothing_is_due_nobody_is_awaited_and_no_letter_goes_out
            )
        ),
        // A changed schedule takes back what was sent.
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
