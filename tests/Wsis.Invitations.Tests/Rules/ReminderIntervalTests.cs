using NodaTime;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>Staff cannot remind an office twice on a day.</summary>
public sealed class ReminderIntervalTests
{
    private static readonly Signal Reminder = new Signal.ReminderRequested("action-9", "anna", "reminder-1");

    [Fact]
    public void A_reminder_that_waits_to_be_sent_refuses_a_second_one()
    {
        var life = Reminded(wakeUps: 1);
        life.Feed(new Signal.ReminderRequested("action-1", "ben", "reminder-1"));

        AssertRefused(life, Duration.FromDays(2));
    }

    [Theory]
    [InlineData(2, "by the plan")]
    [InlineData(1, "by staff")]
    public void A_reminder_is_refused_within_twelve_hours_of_one_that_was_sent(int wakeUps, string sent)
    {
        var life = Reminded(wakeUps);
        if (sent == "by staff")
        {
            life.Feed(new Signal.ReminderRequested("action-1", "ben", "reminder-1"));
            life.ComeToRest(max: 1);
        }

        AssertRefused(life, Duration.Zero);
        AssertRefused(life, Plan.ReminderInterval - Duration.FromSeconds(1));
        Assert.Null(Decide(life, Plan.ReminderInterval).Refusal);
    }

    [Fact]
    public void The_invitation_is_no_reminder()
    {
        Assert.Null(Decide(Reminded(wakeUps: 1), Duration.Zero).Refusal);
    }

    [Fact]
    public void A_reminder_to_a_former_address_does_not_count()
    {
        var life = Reminded(wakeUps: 2);
        life.Feed(new Signal.AddressCorrected("action-1", "ben", "minister@new.che.example"));

        Assert.Null(Decide(life, Duration.FromHours(1)).Refusal);
    }

    /// <summary>An invitation after so many letters: its own, then its reminders.</summary>
    private static Life Reminded(int wakeUps)
    {
        var life = new Life([], Life.FirstPlan);
        life.ComeToRest(wakeUps);
        return life;
    }

    private static Decision Decide(Life life, Duration later) =>
        InvitationDecider.Decide(life.Invitation, Reminder, life.Plan, life.Now + later);

    private static void AssertRefused(Life life, Duration later) =>
        Assert.Equal(new Reason.RemindedRecently(12), Decide(life, later).Refusal);
}
