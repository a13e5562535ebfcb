using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>An office without e-mail is written to on paper: each letter waits on the print run until staff mark it as
/// posted.</summary>
public sealed class PaperTests
{
    private static readonly StepId Letter = new("invitation");
    private static readonly StepId Reminder = new("reminder-1");

    [Fact]
    public void A_letter_that_is_due_waits_on_the_print_run_and_nothing_else_happens_by_itself()
    {
        var life = new Life([], Life.OnPaper);
        var turn = life.Feed(new Signal.WakeUp());

        Assert.Null(turn.Decision.Letter);
        Assert.Equal((true, DispatchState.ToPrint), (turn.Claimed!.OnPaper, turn.Claimed.State));
        Assert.Equal(Phase.Scheduled, life.Invitation.Phase);
        Assert.Equal(1, Tally.From(life.Invitation).ToPrint);
        // Only the deadline is due without a signal.
        Assert.Equal(life.Plan.Deadline, life.Invitation.WakeAt);
        Assert.IsType<JournalEvent.LetterToPrint>(Assert.Single(turn.Decision.Journal).Event);
    }

    [Fact]
    public void A_posted_invitation_is_sent_and_its_reminders_follow_on_paper()
    {
        var life = new Life([], Life.OnPaper);
        life.ComeToRest(max: 100);

        var tally = Tally.From(life.Invitation);
        Assert.Equal(
            ["invitation", "last-call", "reminder-1", "reminder-2"],
            life.Accepted.Select(a => a.Item1.Value).Order(StringComparer.Ordinal)
        );
        Assert.All(life.Invitation.Dispatches, d => Assert.Equal((true, DispatchState.Sent), (d.OnPaper, d.State)));
        Assert.Equal([("Post", 4)], tally.Group(Tally.PostedBy));
        Assert.Equal((Phase.Unanswered, 1), (life.Invitation.Phase, tally.Invited));
    }

    [Fact]
    public void An_invitation_that_nobody_posts_has_no_reminder_and_is_unanswered_at_the_deadline()
    {
        var life = new Life([], Life.OnPaper);
        life.WakeNext();
        life.WakeNext();

        Assert.Equal(DispatchState.Dropped, Assert.Single(life.Invitation.Dispatches).State);
        Assert.Equal(Phase.Unanswered, life.Invitation.Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_or_a_withdrawal_takes_an_unposted_reminder_off_the_print_run(bool answers)
    {
        var life = WithReminderToPrint();
        life.Feed(answers ? Accept(life) : new Signal.Withdrawn("staff", Notify: false));

        Assert.Equal(DispatchState.Dropped, life.Invitation.Find(Reminder, 1)!.State);
        Assert.Equal(0, Tally.From(life.Invitation).ToPrint);
    }

    [Fact]
    public void A_reminder_that_was_in_the_post_already_is_recorded_after_the_answer()
    {
        var life = WithReminderToPrint();
        life.Feed(Accept(life));
        var turn = life.Feed(life.Post(life.Invitation.Find(Reminder, 1)!, 1));

        Assert.Null(turn.Decision.Refusal);
        Assert.Equal(DispatchState.Sent, life.Invitation.Find(Reminder, 1)!.State);
        Assert.Equal(Phase.Answered, life.Invitation.Phase);
    }

    [Fact]
    public void No_further_reminder_is_requested_while_one_waits_on_the_print_run()
    {
        var life = WithReminderToPrint();
        var later = life.Now + Duration.FromDays(3);
        var requested = new Signal.ReminderRequested("a", "staff", "reminder-1");
        Assert.IsType<Reason.RemindedRecently>(
            InvitationDecider.Decide(life.Invitation, requested, life.Plan, later).Refusal
        );
    }

    [Fact]
    public void A_letter_is_marked_as_posted_once()
    {
        var life = WithReminderToPrint();
        var reminder = life.Invitation.Find(Reminder, 1)!;
        life.Feed(life.Post(reminder, null));
        Assert.False(life.Feed(life.Post(reminder, null)).Decision.IsChange);
        Assert.IsType<Reason.LetterNotToPrint>(
            life.Feed(life.Post(reminder with { Step = new StepId("last-call") }, null)).Decision.Refusal
        );
    }

    [Fact]
    public void A_reminder_counts_from_the_day_on_which_the_invitation_was_posted()
    {
        var life = new Life([], Life.OnPaper);
        var claimed = life.Feed(new Signal.WakeUp()).Claimed!;
        var posted = Life.Start + Duration.FromDays(12);
        life.Feed(
            new Signal.LetterPosted("a", "staff", Letter, 1, new Posting(PostalWay.Pouch, default, posted, "N 17"))
        );

        // The first reminder was due before that.
        Assert.Equal(Life.Start + Duration.FromDays(20), life.Invitation.WakeAt);
        Assert.Equal((posted, Life.Start), (life.Invitation.Find(Letter, 1)!.SentAt, claimed.ClaimedAt));
    }

    [Fact]
    public void A_letter_on_the_print_run_is_printed_again_when_the_invitee_or_the_deadline_changes()
    {
        var life = WithReminderToPrint();
        Correct(life, i => i with { Postal = "Rue Neuve 1\n1200 Genève" });
        Assert.Equal((2, DispatchState.ToPrint), RevisionOf(life));
        Assert.IsType<Reason.LetterChangedSincePrinted>(
            life.Feed(life.Post(life.Invitation.Find(Reminder, 1)!, 1)).Decision.Refusal
        );

        var extended = life.Plan with { Deadline = life.Plan.Deadline + Duration.FromDays(7), Extensions = 1 };
        var decision = InvitationDecider.Decide(life.Invitation, new Signal.PlanChanged(), extended, life.Now);
        var reminder = decision.Next.Find(Reminder, 1)!;
        Assert.Equal((3, DispatchState.ToPrint, 1), (reminder.Revision, reminder.State, reminder.Extensions));
        Assert.False(InvitationDecider.Decide(decision.Next, new Signal.PlanChanged(), extended, life.Now).IsChange);
        // It names the new deadline, so no letter announces it.
        var announced = extended with
        {
            Steps = extended.Steps.Add(
                new PlannedStep(new StepId("extension-1"), LetterKind.Extension, "extension", life.Now, 1)
            ),
        };
        Assert.Null(InvitationDecider.Decide(decision.Next, new Signal.WakeUp(), announced, life.Now).Claimed);
    }

    [Fact]
    public void A_letter_leaves_the_print_run_when_the_office_gets_an_e_mail_address_and_is_sent_once()
    {
        var life = WithReminderToPrint();
        Correct(life, i => i with { Address = "minister@ict.che.example" });
        Assert.Equal((1, DispatchState.Retrying), RevisionOf(life));
        Assert.Equal(life.Now, life.Invitation.WakeAt);

        var turn = life.Feed(new Signal.WakeUp());
        Assert.Equal(Reminder, turn.Decision.Letter!.Step);
        Assert.Equal(1, turn.Decision.Letter.Edition);
        life.Feed(new Signal.Settled(Reminder, 1, new SendOutcome.Accepted("message")));
        Assert.False(life.Feed(life.Post(life.Invitation.Find(Reminder, 1)!, null)).Decision.IsChange);
    }

    [Fact]
    public void A_letter_that_waits_for_the_mailer_goes_on_paper_when_the_office_loses_its_address_and_back()
    {
        var life = new Life([], Life.Addressee);
        life.Feed(new Signal.WakeUp());
        life.Feed(new Signal.Settled(Letter, 1, new SendOutcome.Busy(new Reason.AsWritten("503"))));
        Correct(life, i => i with { Address = "", Fax = "+41 22 555 01 16" });
        var turn = life.Feed(new Signal.WakeUp());
        Assert.Null(turn.Claimed);

        var again = InvitationDecider.Decide(
            life.Invitation,
            new Signal.WakeUp(),
            life.Plan,
            life.Now + Duration.FromHours(1)
        );
        Assert.Equal(
            (true, DispatchState.ToPrint, 1, 2),
            (again.Claimed!.OnPaper, again.Claimed.State, again.Claimed.Edition, again.Claimed.Attempt)
        );
        Assert.Null(again.Letter);
    }

    [Fact]
    public void A_refused_address_is_replaced_by_a_postal_one_and_the_letter_goes_on_paper()
    {
        var life = new Life([], Life.Addressee);
        life.Feed(new Signal.WakeUp());
        life.Feed(new Signal.Settled(Letter, 1, new SendOutcome.Accepted("message")));
        life.Feed(new Signal.DeliveryReported(Letter, 1, Delivery.Refused));
        Assert.Equal(Phase.Undeliverable, life.Invitation.Phase);
        Correct(life, i => i with { Address = "", Postal = "Bundesgasse 3\n3003 Berne" });
        var turn = life.Feed(new Signal.WakeUp());

        Assert.Equal((Letter, 2, true), (turn.Claimed!.Step, turn.Claimed.Edition, turn.Claimed.OnPaper));
        Assert.Equal(Phase.Scheduled, life.Invitation.Phase);
        life.Feed(life.Post(turn.Claimed, 1));
        Assert.Equal(Phase.Awaiting, life.Invitation.Phase);
    }

    [Fact]
    public void A_letter_that_came_back_is_printed_again_when_the_postal_address_is_corrected()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        var turn = life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));

        Assert.Equal(Phase.Undeliverable, life.Invitation.Phase);
        Assert.True(life.Invitation.Attention.HasFlag(Attention.Refused));
        Assert.Equal(1, Tally.From(life.Invitation)["delivery:Returned"]);
        Assert.Equal(new JournalEvent.LetterReturned(Letter, 1, "moved"), Assert.Single(turn.Decision.Journal).Event);
        Assert.Null(life.Invitation.WakeAt);
        // Marked twice, it came back once.
        Assert.False(life.Feed(life.Return(life.Invitation.Find(Letter, 1)!)).Decision.IsChange);

        Correct(life, i => i with { Salutation = "Monsieur," });
        Assert.Equal(Phase.Undeliverable, life.Invitation.Phase);
        Correct(life, i => i with { Postal = "Rue Neuve 1\n1200 Genève" });
        Assert.Equal((Phase.Scheduled, Attention.None), (life.Invitation.Phase, life.Invitation.Attention));
        var again = life.Feed(new Signal.WakeUp()).Claimed!;
        Assert.Equal((Letter, 2, DispatchState.ToPrint), (again.Step, again.Edition, again.State));
        life.Feed(life.Post(again, 1));
        Assert.Equal(Phase.Awaiting, life.Invitation.Phase);
    }

    [Fact]
    public void A_letter_that_came_back_from_the_right_address_is_sent_there_again()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        Assert.Null(life.Feed(new Signal.ResendRequested("again", "staff", Letter)).Decision.Refusal);
        var again = life.Feed(new Signal.WakeUp()).Claimed!;
        Assert.Equal((Letter, 2, DispatchState.ToPrint), (again.Step, again.Edition, again.State));
        life.Feed(life.Post(again, 1));
        Assert.Equal(Phase.Awaiting, life.Invitation.Phase);
    }

    [Fact]
    public void A_letter_that_comes_back_after_the_correction_is_printed_again_too()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        Correct(life, i => i with { Postal = "Rue Neuve 1\n1200 Genève" });
        Assert.Equal(Phase.Awaiting, life.Invitation.Phase);
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        Assert.Equal(Phase.Scheduled, life.Invitation.Phase);
        Assert.Equal(2, life.Feed(new Signal.WakeUp()).Claimed!.Edition);
    }

    [Fact]
    public void A_letter_that_came_back_goes_to_the_mission_by_e_mail_where_the_campaign_says_so()
    {
        var plan = Life.FirstPlan with { MissionIfRefused = true, CopyToMission = true };
        var life = new Life([], Life.OnPaper with { Copy = "mission@che.example" }, plan);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        life.WakeNext();
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));

        Assert.Equal((true, Phase.Scheduled), (life.Invitation.AtMission, life.Invitation.Phase));
        Assert.DoesNotContain(life.Invitation.Dispatches, d => d.State == DispatchState.ToPrint);
        var turn = life.Feed(new Signal.WakeUp());
        Assert.Equal((Letter, 2, true), (turn.Claimed!.Step, turn.Claimed.Edition, turn.Claimed.ToMission));
        Assert.NotNull(turn.Decision.Letter);
    }

    [Fact]
    public void A_return_that_was_marked_by_mistake_is_undone_and_the_answer_is_awaited_again()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        var before = life.Invitation;
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        var turn = life.Feed(life.UndoReturn(life.Invitation.Find(Letter, 1)!));

        Assert.Equal(before.Dispatches, life.Invitation.Dispatches);
        Assert.Equal(
            (Phase.Awaiting, Attention.None, before.WakeAt),
            (life.Invitation.Phase, life.Invitation.Attention, life.Invitation.WakeAt)
        );
        Assert.Equal(0, Tally.From(life.Invitation)["delivery:Returned"]);
        Assert.Equal(
            new JournalEvent.LetterReturnUndone(Letter, 1, "moved"),
            Assert.Single(turn.Decision.Journal).Event
        );
        // It is undone once.
        Assert.IsType<Reason.LetterNotReturned>(
            life.Feed(life.UndoReturn(life.Invitation.Find(Letter, 1)!)).Decision.Refusal
        );
        // And may come back after all.
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        Assert.Equal(Phase.Undeliverable, life.Invitation.Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_copy_of_a_letter_that_did_not_come_back_leaves_the_print_run(bool isClaimed)
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        Correct(life, i => i with { Postal = "Rue Neuve 1\n1200 Genève" });
        if (isClaimed)
            life.Feed(new Signal.WakeUp());
        life.Feed(life.UndoReturn(life.Invitation.Find(Letter, 1)!));

        Assert.Equal((Phase.Awaiting, 0), (life.Invitation.Phase, Tally.From(life.Invitation).ToPrint));
        Assert.Equal(Reminder, life.WakeNext().Claimed!.Step);
        // One that was in the post already is recorded.
        if (isClaimed)
            life.Feed(life.Post(life.Invitation.Find(Letter, 2)!, 1));
        Assert.Equal(isClaimed ? 2 : 1, life.Invitation.Dispatches.Count(d => d.State == DispatchState.Sent));
    }

    [Fact]
    public void A_copy_asked_for_after_the_return_is_not_needed_when_the_return_is_undone()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        life.Feed(new Signal.ResendRequested("again", "staff", Letter));
        Assert.Single(life.Invitation.Requests);
        life.Feed(life.UndoReturn(life.Invitation.Find(Letter, 1)!));
        Assert.Equal((Phase.Awaiting, 0), (life.Invitation.Phase, life.Invitation.Requests.Length));
    }

    [Fact]
    public void An_office_stays_undeliverable_while_another_letter_to_its_address_came_back()
    {
        var life = WithReminderToPrint();
        life.Feed(life.Post(life.Invitation.Find(Reminder, 1)!, 1));
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        life.Feed(life.Return(life.Invitation.Find(Reminder, 1)!));
        life.Feed(life.UndoReturn(life.Invitation.Find(Letter, 1)!));
        Assert.Equal(Phase.Undeliverable, life.Invitation.Phase);
        Assert.True(life.Invitation.Attention.HasFlag(Attention.Refused));
        life.Feed(life.UndoReturn(life.Invitation.Find(Reminder, 1)!));
        Assert.Equal((Phase.Awaiting, Attention.None), (life.Invitation.Phase, life.Invitation.Attention));
    }

    [Fact]
    public void Letters_go_to_the_office_again_where_they_went_to_the_mission_because_of_a_mistake()
    {
        var plan = Life.FirstPlan with { MissionIfRefused = true };
        var life = new Life([], Life.OnPaper with { Copy = "mission@che.example" }, plan);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        var toMission = life.Feed(new Signal.WakeUp()).Claimed!;
        Assert.True(toMission.ToMission);
        life.Feed(life.UndoReturn(life.Invitation.Find(Letter, 1)!));

        Assert.Equal(
            (false, Phase.Awaiting, Attention.None),
            (life.Invitation.AtMission, life.Invitation.Phase, life.Invitation.Attention)
        );
        // The mission's address refuses what was sent to it meanwhile: the office can be reached all the same.
        life.Feed(new Signal.Settled(Letter, 2, new SendOutcome.Accepted("message")));
        life.Feed(new Signal.DeliveryReported(Letter, 2, Delivery.Refused));
        Assert.Equal(Phase.Awaiting, life.Invitation.Phase);
        Assert.True(life.WakeNext().Claimed!.OnPaper);
        // The letter comes back after all.
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        Assert.True(life.Invitation.AtMission);
    }

    [Fact]
    public void A_return_undone_after_the_deadline_leaves_the_office_without_an_answer()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        var undone = InvitationDecider.Decide(
            life.Invitation,
            life.UndoReturn(life.Invitation.Find(Letter, 1)!),
            life.Plan,
            life.Plan.Deadline
        );
        var woken = InvitationDecider.Decide(undone.Next, new Signal.WakeUp(), life.Plan, life.Plan.Deadline);
        Assert.Equal((Phase.Unanswered, null), (woken.Next.Phase, woken.Next.WakeAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_office_that_is_reachable_again_is_awaited_until_a_deadline_that_was_extended_meanwhile(bool isUndone)
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        var missed = InvitationDecider.Decide(
            life.Invitation,
            new Signal.WakeUp(),
            life.Plan with
            {
                Steps = [],
            },
            life.Plan.Deadline
        );
        var returned = InvitationDecider.Decide(
            missed.Next,
            life.Return(missed.Next.Find(Letter, 1)!),
            life.Plan,
            life.Plan.Deadline
        );
        Assert.Equal(Phase.Undeliverable, returned.Next.Phase);
        var extended = life.Plan with { Deadline = life.Plan.Deadline + Duration.FromDays(7), Extensions = 1 };
        Signal mended = isUndone
            ? life.UndoReturn(returned.Next.Find(Letter, 1)!)
            : new Signal.AddressCorrected("corrected", "staff", "minister@ict.che.example");
        var again = InvitationDecider.Decide(returned.Next, mended, extended, life.Plan.Deadline).Next;
        Assert.Equal(isUndone ? Phase.Awaiting : Phase.Scheduled, again.Phase);
        Assert.NotNull(again.WakeAt);
    }

    [Fact]
    public void A_letter_marked_as_posted_by_mistake_is_on_the_print_run_again_when_it_is_sent_again()
    {
        var life = WithReminderToPrint();
        life.Feed(life.Post(life.Invitation.Find(Reminder, 1)!, 1));
        Assert.Null(life.Feed(new Signal.ResendRequested("again", "staff", Reminder)).Decision.Refusal);
        var again = life.Feed(new Signal.WakeUp()).Claimed!;
        Assert.Equal((Reminder, 2, DispatchState.ToPrint), (again.Step, again.Edition, again.State));
    }

    [Fact]
    public void The_acknowledgement_is_printed_and_its_copy_for_the_person_who_answered_goes_by_e_mail_once()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        var reply = Accept(life);
        life.Feed(reply with { Reply = reply.Reply with { CopyTo = "assistant@che.example" } });
        var acknowledgement = life.WakeNext();
        Assert.Equal(
            (LetterKind.Acknowledgement, true),
            (acknowledgement.Claimed!.Kind, acknowledgement.Claimed.OnPaper)
        );
        var copy = life.WakeNext().Decision.Letter!;
        Assert.Equal((LetterKind.AcknowledgementCopy, "acknowledgement-accepted"), (copy.Kind, copy.Letter));
        life.Feed(new Signal.Settled(copy.Step, 1, new SendOutcome.Accepted("message")));
        // Its address is not that of the office.
        life.Feed(new Signal.DeliveryReported(copy.Step, 1, Delivery.Refused));
        Assert.Equal((Phase.Answered, Attention.None), (life.Invitation.Phase, life.Invitation.Attention));

        Correct(life, i => i with { Postal = "Rue Neuve 1\n1200 Genève" });
        Correct(life, i => i with { Address = "minister@ict.che.example" });
        life.ComeToRest(max: 10);
        Assert.Single(life.Invitation.Dispatches, d => d.Kind == LetterKind.AcknowledgementCopy);
        Assert.Equal(DispatchState.Sent, life.Invitation.Acknowledgement!.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_office_counts_by_the_channel_that_it_had_after_its_data_are_erased(bool isOnPaper)
    {
        var life = new Life([], isOnPaper ? Life.OnPaper : Life.Addressee);
        var channel = life.Invitation.Channel;
        life.Feed(new Signal.PersonErased("staff"));
        Assert.Equal(isOnPaper ? LetterChannel.Paper : LetterChannel.Email, channel);
        Assert.Equal(channel, life.Invitation.Channel);
        Assert.Equal(1, Tally.From(life.Invitation)[$"{Tally.ByChannel}:{channel}:{life.Invitation.Phase}"]);
    }

    [Fact]
    public void An_acknowledgement_by_e_mail_carries_its_copy_itself()
    {
        var life = new Life([], Life.Addressee);
        var sent = life.WakeNext().Claimed!;
        life.Feed(new Signal.Settled(sent.Step, 1, new SendOutcome.Accepted("message")));
        var reply = Accept(life);
        life.Feed(reply with { Reply = reply.Reply with { CopyTo = "assistant@che.example" } });
        life.ComeToRest(max: 10);
        Assert.DoesNotContain(life.Invitation.Dispatches, d => d.Kind == LetterKind.AcknowledgementCopy);
    }

    [Fact]
    public void Only_a_letter_that_was_posted_can_come_back_and_an_answer_counts_all_the_same()
    {
        var life = WithReminderToPrint();
        Assert.IsType<Reason.LetterNotPosted>(
            life.Feed(life.Return(life.Invitation.Find(Reminder, 1)!)).Decision.Refusal
        );
        life.Feed(Accept(life));
        life.Feed(life.Return(life.Invitation.Find(Letter, 1)!));
        Assert.Equal(Phase.Answered, life.Invitation.Phase);
        Assert.True(life.Invitation.Attention.HasFlag(Attention.Refused));
    }

    [Fact]
    public void A_reminder_on_the_print_run_is_still_to_come_after_the_postal_address_was_corrected()
    {
        var life = WithReminderToPrint();
        Correct(life, i => i with { Postal = "Rue Neuve 1\n1200 Genève" });
        Assert.IsType<Reason.RemindedRecently>(
            life.Feed(new Signal.ReminderRequested("a", "staff", "reminder-1")).Decision.Refusal
        );
    }

    [Fact]
    public void A_report_on_an_e_mail_in_doubt_takes_its_letter_off_the_print_run()
    {
        var life = new Life([], Life.Addressee);
        life.Feed(new Signal.WakeUp());
        Correct(life, i => i with { Address = "", Postal = "Bundesgasse 3" });
        var later = life.Now + life.Plan.Sending.ResendAfter;
        var toPrint = InvitationDecider.Decide(life.Invitation, new Signal.WakeUp(), life.Plan, later).Next;
        Assert.Equal(DispatchState.ToPrint, toPrint.Find(Letter, 1)!.State);

        var delivered = InvitationDecider.Decide(
            toPrint,
            new Signal.DeliveryReported(Letter, 1, Delivery.Delivered),
            life.Plan,
            later
        );
        var sent = delivered.Next.Find(Letter, 1)!;
        Assert.Equal((DispatchState.Sent, false), (sent.State, sent.OnPaper));
        Assert.Equal(Phase.Awaiting, delivered.Next.Phase);
    }

    [Fact]
    public void The_end_of_the_campaign_empties_the_print_run()
    {
        var life = WithReminderToPrint();
        var ended = life.Plan with { Steps = [], Ended = true };
        var decision = InvitationDecider.Decide(life.Invitation, new Signal.PlanChanged(), ended, life.Now);
        Assert.DoesNotContain(decision.Next.Dispatches, d => d.State == DispatchState.ToPrint);
        Assert.Null(decision.Next.WakeAt);
    }

    [Fact]
    public void An_invitation_that_was_not_posted_before_the_deadline_is_on_the_print_run_again_after_a_later_one()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(new Signal.WakeUp());
        var now = life.Plan.Deadline;
        var missed = InvitationDecider.Decide(life.Invitation, new Signal.WakeUp(), life.Plan, now).Next;
        var extended = life.Plan with { Deadline = now + Duration.FromDays(9), Extensions = 1 };
        var reopened = InvitationDecider.Decide(missed, new Signal.PlanChanged(), extended, now).Next;
        Assert.Equal(DispatchState.ToPrint, Assert.Single(reopened.Dispatches).State);
        Assert.Equal(Phase.Scheduled, reopened.Phase);
    }

    private static Life WithReminderToPrint()
    {
        var life = new Life([], Life.OnPaper);
        life.Feed(life.Post(life.WakeNext().Claimed!, 1));
        Assert.Equal(Reminder, life.WakeNext().Claimed!.Step);
        return life;
    }

    private static (int, DispatchState) RevisionOf(Life life)
    {
        var reminder = life.Invitation.Find(Reminder, 1)!;
        return (reminder.Revision, reminder.State);
    }

    private static void Correct(Life life, Func<Invitee, Invitee> change)
    {
        var former = life.Invitation.Invitee;
        var decision = life.Feed(
            new Signal.ParticularsCorrected($"correction-{life.Turns.Count}", "staff", former, change(former))
        );
        Assert.Null(decision.Decision.Refusal);
    }

    private static Signal.ReplyReceived Accept(Life life) =>
        new(
            new Reply
            {
                Id = "reply",
                Channel = Channel.Page,
                ReceivedAt = life.Now,
                Answer = new Answer.Accepted(new Participation()),
            }
        );
}
