using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>A letter was claimed, the process died, and then an answer, a withdrawal or the end made the letter
/// unnecessary. The office may have it.</summary>
public sealed class OvertakenTests
{
    private static readonly Reason Refused = new Reason.AsWritten("not in the folder");

    public static TheoryData<string> Causes() => ["answer", "withdrawal", "end"];

    [Theory]
    [MemberData(nameof(Causes))]
    public void A_letter_in_doubt_stays_in_doubt_and_is_given_up_with_a_journal_entry_after_an_hour(string cause)
    {
        var (life, plan) = Overtake(cause);
        var dispatch = life.Dispatches.Single(d => d.Step.Value == "reminder-1");
        Assert.Equal((DispatchState.Claimed, true), (dispatch.State, dispatch.Overtaken));
        Assert.True(dispatch.IsInDoubt(dispatch.ClaimedAt + Duration.FromMinutes(6)));
        var giveUpAt = dispatch.ClaimedAt + plan.Sending.ResendAfter;
        Assert.Equal(giveUpAt, life.WakeAt);

        var decision = InvitationDecider.Decide(life, new Signal.WakeUp(), plan, giveUpAt);

        Assert.True(decision.Next.Find(dispatch.Step, 1)!.IsUnresolved);
        Assert.Contains(decision.Journal, e => e.Event is JournalEvent.LetterUnresolved);
        Assert.Equal(1, Tally.From(decision.Next)[Tally.Unresolved]);
        Assert.NotEqual(dispatch.Step, decision.Letter?.Step);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void A_letter_in_doubt_that_the_provider_has_is_sent(string cause)
    {
        var (life, plan) = Overtake(cause);
        var step = new StepId("reminder-1");
        Signal[] words =
        [
            new Signal.Settled(step, 1, new SendOutcome.Accepted("id")),
            new Signal.DeliveryReported(step, 1, Delivery.Delivered),
        ];
        foreach (var word in words)
        {
            var decision = InvitationDecider.Decide(life, word, plan, Life.Start + Duration.FromDays(11));
            Assert.Equal(DispatchState.Sent, decision.Next.Find(step, 1)!.State);
            Assert.Contains(decision.Journal, e => e.Event is JournalEvent.LetterSent);
        }
        var late = InvitationDecider.Decide(life, new Signal.WakeUp(), plan, life.WakeAt!.Value).Next;
        Assert.True(late.Find(step, 1)!.IsUnresolved);
        var reported = InvitationDecider.Decide(late, words[1], plan, Life.Start + Duration.FromDays(12));
        Assert.Equal(DispatchState.Sent, reported.Next.Find(step, 1)!.State);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void A_letter_in_doubt_that_the_mailer_has_not_is_dropped_with_a_journal_entry(string cause)
    {
        var (life, plan) = Overtake(cause);
        var step = new StepId("reminder-1");

        var decision = InvitationDecider.Decide(
            life,
            new Signal.Settled(step, 1, new SendOutcome.Busy(Refused)),
            plan,
            Life.Start + Duration.FromDays(11)
        );

        var dispatch = decision.Next.Find(step, 1)!;
        Assert.Equal((DispatchState.Dropped, false), (dispatch.State, dispatch.IsUnresolved));
        Assert.Equal(Refused, Assert.IsType<JournalEvent.LetterDropped>(Assert.Single(decision.Journal).Event).Reason);
    }

    [Fact]
    public void A_letter_that_was_recalled_before_it_was_begun_is_due_again_at_once()
    {
        var plan = Life.FirstPlan;
        var scheduled = Invitation.For(new("forum"), Life.Addressee, plan);
        var claimed = InvitationDecider.Decide(scheduled, new Signal.WakeUp(), plan, Life.Start);
        var letter = claimed.Letter!;

        var released = InvitationDecider.Decide(
            claimed.Next,
            new Signal.Settled(letter.Step, 1, new SendOutcome.Recalled()),
            plan,
            Life.Start
        );

        Assert.Equal(Life.Start, released.Next.WakeAt);
        Assert.Empty(released.Journal);
        var again = InvitationDecider.Decide(released.Next, new Signal.WakeUp(), plan, Life.Start);
        Assert.Equal((letter.Step, 1, 2), (again.Letter!.Step, again.Letter.Edition, again.Letter.Attempt));
    }

    /// <summary>Lives until the first reminder is claimed, and then the process dies.</summary>
    private static (Invitation Invitation, Plan Plan) Overtake(string cause)
    {
        var plan = Life.FirstPlan;
        var invited = Send(Invitation.For(new("forum"), Life.Addressee, plan), Life.Start);
        var now = Life.Start + Duration.FromDays(10);
        var claimed = InvitationDecider.Decide(invited, new Signal.WakeUp(), plan, now).Next;
        now += Duration.FromMinutes(1);
        var reply = new Reply
        {
            Id = "r",
            Channel = Channel.Page,
            ReceivedAt = now,
            Answer = new Answer.Declined(),
        };
        Signal signal = cause switch
        {
            "answer" => new Signal.ReplyReceived(reply),
            "withdrawal" => new Signal.Withdrawn("anna", Notify: false),
            _ => new Signal.PlanChanged(),
        };
        if (cause == "end")
            plan = plan with { Steps = [], Ended = true };
        var decision = InvitationDecider.Decide(claimed, signal, plan, now);
        Assert.True(decision.Recalls);
        // The acknowledgement of the answer is due before.
        return (cause == "answer" ? Send(decision.Next, now) : decision.Next, plan);

        Invitation Send(Invitation invitation, Instant at)
        {
            var sending = InvitationDecider.Decide(invitation, new Signal.WakeUp(), plan, at);
            var outcome = new Signal.Settled(sending.Letter!.Step, 1, new SendOutcome.Accepted("id"));
            return InvitationDecider.Decide(sending.Next, outcome, plan, at).Next;
        }
    }
}
