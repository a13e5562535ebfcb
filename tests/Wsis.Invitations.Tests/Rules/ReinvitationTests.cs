using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>A withdrawn office is invited again, or another one under its id.</summary>
public sealed class ReinvitationTests
{
    [Fact]
    public void The_plan_starts_again_with_further_editions_and_another_link()
    {
        var life = Withdrawn();
        var before = life.Invitation;
        life.Feed(new Signal.Reinvited("again", "staff"));

        Assert.Equal(
            (Phase.Scheduled, 2, before.LinkGeneration + 1, (Reply?)null),
            (life.Invitation.Phase, life.Invitation.FirstEdition, life.Invitation.LinkGeneration, life.Invitation.Reply)
        );
        Assert.Equal(0, Tally.From(life.Invitation).Invited);
        life.ComeToRest(max: 100);
        Assert.Equal(
            ["invitation~1", "invitation~2", "last-call~2", "reminder-1~2", "reminder-2~2", "withdrawal~1"],
            life.Accepted.Select(a => $"{a.Item1}~{a.Item2}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_second_withdrawal_has_a_letter_of_its_own()
    {
        var life = Withdrawn();
        life.Feed(new Signal.Reinvited("again", "staff"));
        life.WakeNext();
        life.Feed(new Signal.Settled(new StepId("invitation"), 2, new SendOutcome.Accepted("message")));
        life.Feed(new Signal.Withdrawn("staff", Notify: true));
        var claimed = life.WakeNext().Claimed!;
        Assert.Equal(("withdrawal", 2), (claimed.Step.Value, claimed.Edition));
    }

    [Fact]
    public void Another_office_takes_the_id_and_the_journal_has_what_changed()
    {
        var life = Withdrawn();
        var other = Life.OnPaper with { Office = "Régulateur" };
        var turn = life.Feed(new Signal.Reinvited("again", "staff", other));
        Assert.Equal(other, life.Invitation.Invitee);
        Assert.Equal(4, turn.Decision.Journal.Length);
        Assert.Equal(DispatchState.ToPrint, life.WakeNext().Claimed!.State);
    }

    [Fact]
    public void An_answer_of_before_counts_no_more_and_the_next_acknowledgement_is_another_one()
    {
        var life = new Life([], Life.Addressee);
        life.Feed(new Signal.WakeUp());
        life.Feed(new Signal.Settled(new StepId("invitation"), 1, new SendOutcome.Accepted("message")));
        life.Feed(Reply(life, "reply-1"));
        life.Feed(new Signal.Withdrawn("staff", Notify: false));
        life.Feed(new Signal.Reinvited("again", "staff"));
        Assert.Null(life.Invitation.CountedReply);
        life.Feed(Reply(life, "reply-2"));
        var claimed = life.WakeNext().Claimed!;
        Assert.Equal(("acknowledgement-2", 2), (claimed.Step.Value, claimed.Edition));
    }

    [Fact]
    public void Nobody_else_is_invited_again_and_nobody_after_the_deadline()
    {
        var life = new Life([], Life.Addressee);
        Assert.IsType<Reason.NotWithdrawn>(life.Feed(new Signal.Reinvited("a", "staff")).Decision.Refusal);
        life = Withdrawn();
        Assert.IsType<Reason.DeadlinePassed>(
            InvitationDecider
                .Decide(life.Invitation, new Signal.Reinvited("b", "staff"), life.Plan, life.Plan.Deadline)
                .Refusal
        );
        Assert.IsType<Reason.CampaignEnded>(
            InvitationDecider
                .Decide(life.Invitation, new Signal.Reinvited("c", "staff"), life.Plan with { Ended = true }, life.Now)
                .Refusal
        );
    }

    [Fact]
    public void A_letter_that_is_being_sent_is_awaited_first()
    {
        var life = new Life([], Life.Addressee);
        life.Feed(new Signal.WakeUp());
        life.Feed(new Signal.Withdrawn("staff", Notify: false));
        Assert.IsType<Reason.LetterInFlight>(life.Feed(new Signal.Reinvited("again", "staff")).Decision.Refusal);
    }

    private static Life Withdrawn()
    {
        var life = new Life([], Life.Addressee);
        life.Feed(new Signal.WakeUp());
        life.Feed(new Signal.Settled(new StepId("invitation"), 1, new SendOutcome.Accepted("message")));
        life.Accepted.Add((new StepId("invitation"), 1));
        life.Feed(new Signal.Withdrawn("staff", Notify: true));
        life.ComeToRest(max: 10);
        return life;
    }

    private static Signal.ReplyReceived Reply(Life life, string id) =>
        new(
            new Reply
            {
                Id = id,
                Channel = Channel.Page,
                ReceivedAt = life.Now,
                Answer = new Answer.Accepted(new Participation()),
            }
        );
}
