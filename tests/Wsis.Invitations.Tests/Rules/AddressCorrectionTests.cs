using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>What a corrected address leads to where the invitation itself has not been sent.</summary>
public sealed class AddressCorrectionTests
{
    private static readonly StepId Letter = new("invitation");

    private static readonly StepId Personal = new("personal-1");

    [Fact]
    public void An_office_whose_invitation_was_never_sent_is_not_reminded_when_its_address_is_corrected()
    {
        var life = PersonalLetterRefused(new SendOutcome.Rejected(new Reason.AsWritten("400")));
        life.Feed(new Signal.AddressCorrected("action-2", "staff", "minister@new.che.example"));
        life.ComeToRest(max: 100);

        Assert.DoesNotContain(life.Accepted, sent => sent.Item1.Value.StartsWith("reminder", StringComparison.Ordinal));
    }

    [Fact]
    public void An_invitation_in_doubt_is_settled_after_the_correction()
    {
        var life = PersonalLetterRefused(new SendOutcome.Unknown(new Reason.AsWritten("connection lost")));
        life.Feed(new Signal.AddressCorrected("action-2", "staff", "minister@new.che.example"));

        Assert.Equal(
            (Phase.Scheduled, DispatchState.Claimed),
            (life.Invitation.Phase, life.Invitation.Find(Letter, 1)!.State)
        );
        life.ComeToRest(max: 2);
        Assert.Equal((Phase.Awaiting, true), (life.Invitation.Phase, life.Accepted.Contains((Letter, 1))));
    }

    /// <summary>The invitation comes to this end; a letter written by staff is then refused by the address.</summary>
    private static Life PersonalLetterRefused(SendOutcome invitation)
    {
        var life = new Life([], Life.FirstPlan);
        life.Feed(new Signal.WakeUp());
        life.Feed(new Signal.Settled(Letter, 1, invitation));
        life.Feed(new Signal.PersonalLetterWritten("action-1", "staff", new PersonalText("RE: our question", "Yes.")));
        life.Feed(new Signal.WakeUp());
        life.Feed(new Signal.Settled(Personal, 1, new SendOutcome.Accepted("message")));
        life.Feed(new Signal.DeliveryReported(Personal, 1, Delivery.Refused));
        Assert.Equal(Phase.Undeliverable, life.Invitation.Phase);
        return life;
    }
}
