using CsCheck;
using NodaTime;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using static Wsis.Invitations.Workflow.Signal;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>Where a campaign sends its planned letters, an invitation waits itself for everything else.</summary>
public sealed class OwnWakeUpTests
{
    [Fact]
    public void The_invitation_or_its_campaign_waits_for_everything_that_is_due() =>
        Life.Actions.Sample(
            actions =>
            {
                foreach (var turn in new Life(actions, InvitationDecider.Decide).Turns)
                {
                    var (plan, next) = (turn.Plan with { SharesLetters = true }, turn.After);
                    var own = next.NextOwnWake(plan, turn.Now);
                    var all = next.NextWake(plan);
                    Assert.True(own is null || own >= all, $"It waits for {own}, and {all} is before that.");
                    // What comes before is a letter of the plan that is still to come, for which the campaign waits.
                    if (own != all)
                        Assert.Contains(plan.Steps, s => s.Due == all && !Plan.IsDue(s.Due, turn.Now));
                    Assert.Equal(all, (next with { IsApart = true }).NextOwnWake(plan, turn.Now));
                }
            },
            iter: 500
        );

    [Fact]
    public void An_office_that_moves_to_another_zone_or_weekend_after_the_launch_is_apart()
    {
        var plan = Life.FirstPlan with { SharesLetters = true };
        var invitation = Invitation.For(new("forum"), Life.Addressee, plan);
        var moved = Life.Addressee with { Zone = DateTimeZoneProviders.Tzdb["Pacific/Apia"] };
        Assert.True(Correct(plan, moved).IsApart);
        Assert.False(Correct(Life.FirstPlan, moved).IsApart);
        Assert.False(Correct(plan, Life.Addressee with { Office = "Another office" }).IsApart);

        Invitation Correct(Plan under, Invitee corrected) =>
            InvitationDecider
                .Decide(
                    invitation,
                    new ParticularsCorrected("c1", "staff", Life.Addressee, corrected),
                    under,
                    Life.Start
                )
                .Next;
    }
}
