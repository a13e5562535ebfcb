using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>What staff had to see to is over when its cause is gone.</summary>
public sealed class MendedTests
{
    private static readonly StepId Letter = new("invitation");

    private static readonly SendOutcome Rejected = new SendOutcome.Rejected(new Reason.AsWritten("400"));

    [Fact]
    public void A_letter_that_could_not_be_sent_needs_nobody_once_another_edition_was_sent()
    {
        var course = Begin(Rejected);
        Assert.Equal(Attention.NotSent, course.Invitation.Attention);
        course.Feed(new Signal.ResendRequested("action-1", "staff", Letter));
        course.Feed(new Signal.WakeUp());
        Assert.Equal(Attention.NotSent, course.Invitation.Attention);
        course.Feed(new Signal.Settled(Letter, 2, new SendOutcome.Accepted("message")));
        Assert.Equal(Attention.None, course.Invitation.Attention);
        Assert.Equal(0, Tally.From(course.Invitation)["dispatch:Failed"]);
        Assert.Equal(1, Tally.From(course.Invitation)["dispatch:Sent"]);
    }

    [Fact]
    public void A_letter_that_could_not_be_sent_needs_nobody_once_the_invitation_is_withdrawn()
    {
        var course = Begin(Rejected);
        course.Feed(new Signal.Withdrawn("staff", Notify: false));
        Assert.Equal(Attention.None, course.Invitation.Attention);
    }

    [Fact]
    public void An_address_that_was_blocked_needs_nobody_once_it_took_a_later_letter()
    {
        var course = Begin(new SendOutcome.Accepted("message"));
        course.Feed(new Signal.DeliveryReported(Letter, 1, Delivery.Blocked));
        Assert.Equal(Attention.Refused, course.Invitation.Attention);
        course.PassTime(Duration.FromHours(1));
        course.Feed(new Signal.ResendRequested("action-1", "staff", Letter));
        course.Feed(new Signal.WakeUp());
        course.Feed(new Signal.Settled(Letter, 2, new SendOutcome.Accepted("message-2")));
        Assert.Equal(Attention.Refused, course.Invitation.Attention);
        course.Feed(new Signal.DeliveryReported(Letter, 2, Delivery.Delivered));
        Assert.Equal(Attention.None, course.Invitation.Attention);
    }

    [Fact]
    public void An_address_whose_reader_complained_stays_a_matter_for_staff()
    {
        var course = Begin(new SendOutcome.Accepted("message"));
        course.Feed(new Signal.DeliveryReported(Letter, 1, Delivery.Complained));
        course.Feed(new Signal.WakeUp());
        Assert.Equal(Attention.Refused, course.Invitation.Attention);
    }

    private static Course Begin(SendOutcome invitation)
    {
        var course = new Course();
        course.Feed(new Signal.WakeUp());
        course.Feed(new Signal.Settled(Letter, 1, invitation));
        return course;
    }

    /// <summary>An invitation, on which signals are decided at a time that the test moves.</summary>
    private sealed class Course
    {
        private Instant now = Life.Start;

        public Invitation Invitation { get; private set; } =
            Invitation.For(new CampaignId("forum"), Life.Addressee, Life.FirstPlan);

        public void PassTime(Duration time) => now += time;

        public void Feed(Signal signal)
        {
            var decision = InvitationDecider.Decide(Invitation, signal, Life.FirstPlan, now);
            Assert.Null(decision.Refusal);
            Invitation = decision.Next;
        }
    }
}
