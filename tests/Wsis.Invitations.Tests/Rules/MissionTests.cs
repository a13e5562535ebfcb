using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>The letters of the permanent mission after the official address has refused one.</summary>
public sealed class MissionTests
{
    private static readonly StepId Letter = new("invitation");

    private static readonly Plan Instead = Life.FirstPlan with { MissionIfRefused = true };

    [Fact]
    public void A_letter_that_the_official_address_refused_goes_to_the_mission_and_staff_see_it_at_once()
    {
        var life = Refused(Instead);

        Assert.Equal(
            (Phase.Scheduled, Attention.Refused, life.Now),
            (life.Invitation.Phase, life.Invitation.Attention, life.Invitation.WakeAt)
        );
        Assert.Equal(
            ["letter refused", "redirected to the mission"],
            life.Turns[^1].Decision.Journal.Select(l => l.Event.ToEnglish().What)
        );
        Sends(life, edition: 2, toMission: true);
        Assert.Equal(Phase.Awaiting, life.Invitation.Phase);
    }

    [Fact]
    public void The_letters_that_follow_go_to_the_mission_too()
    {
        var life = Refused(Instead);
        life.ComeToRest(max: 100);

        Assert.Equal(
            ["invitation 1 False", "invitation 2 True", "reminder-1 1 True", "reminder-2 1 True", "last-call 1 True"],
            life.Invitation.Dispatches.Select(d => $"{d.Step} {d.Edition} {d.ToMission}")
        );
    }

    [Fact]
    public void A_copied_letter_is_not_sent_to_the_mission_again_but_later_letters_are()
    {
        var life = Refused(Instead with { CopyToMission = true });

        Assert.Equal((Phase.Awaiting, Attention.Refused), (life.Invitation.Phase, life.Invitation.Attention));
        life.ComeToRest(max: 100);
        Assert.Equal(
            ["invitation 1 False", "reminder-1 1 True", "reminder-2 1 True", "last-call 1 True"],
            life.Invitation.Dispatches.Select(d => $"{d.Step} {d.Edition} {d.ToMission}")
        );
    }

    [Theory]
    [InlineData("invitation", "reminder-1")]
    [InlineData("reminder-1", "invitation")]
    public void Two_refusals_in_either_order_leave_an_office_whose_mission_has_all_in_copy_awaited(
        string first,
        string second
    )
    {
        var life = Invited(Instead with { CopyToMission = true });
        life.Feed(new Signal.AddressCorrected("action-1", "staff", "minister@new.che.example"));
        life.ComeToRest(max: 1);
        Assert.Equal("reminder-1", life.Invitation.Dispatches[^1].Step.Value);
        foreach (var step in new[] { first, second })
            life.Feed(new Signal.DeliveryReported(new StepId(step), 1, Delivery.Refused));

        Assert.Equal(
            (true, Phase.Awaiting, Attention.Refused),
            (life.Invitation.AtMission, life.Invitation.Phase, life.Invitation.Attention)
        );
        life.ComeToRest(max: 100);
        Assert.Equal(
            ["invitation 1 False", "reminder-1 1 False", "reminder-2 1 True", "last-call 1 True"],
            life.Invitation.Dispatches.Select(d => $"{d.Step} {d.Edition} {d.ToMission}")
        );
    }

    [Theory]
    [InlineData("invitation", "reminder-1")]
    [InlineData("reminder-1", "invitation")]
    public void A_reminder_that_is_to_be_tried_again_is_so_whichever_refusal_comes_first(string first, string second)
    {
        var plan = Instead with { CopyToMission = true };
        var life = Invited(plan);
        life.Feed(new Signal.AddressCorrected("action-1", "staff", "minister@new.che.example"));
        life.ComeToRest(max: 1);
        var now = life.Invitation.WakeAt!.Value;
        var reminder = new StepId("reminder-2");
        Signal[] signals =
        [
            new Signal.WakeUp(),
            new Signal.Settled(reminder, 1, new SendOutcome.Busy(new Reason.AsWritten("try again later"))),
            new Signal.DeliveryReported(new StepId(first), 1, Delivery.Refused),
            new Signal.DeliveryReported(new StepId(second), 1, Delivery.Refused),
        ];
        var invitation = signals.Aggregate(
            life.Invitation,
            (i, signal) => InvitationDecider.Decide(i, signal, plan, now).Next
        );

        Assert.Equal((Phase.Awaiting, true), (invitation.Phase, invitation.AtMission));
        var waiting = invitation.Find(reminder, 1)!;
        Assert.Equal((DispatchState.Retrying, waiting.RetryAt), (waiting.State, invitation.WakeAt));
    }

    [Fact]
    public void An_invitation_that_is_sent_again_replaces_a_reminder_that_waits_for_a_retry()
    {
        var life = Invited(Instead);
        life.Feed(new Signal.AddressCorrected("action-1", "staff", "minister@new.che.example"));
        life.ComeToRest(max: 1);
        var now = life.Invitation.WakeAt!.Value;
        var reminder = new StepId("reminder-2");
        Signal[] signals =
        [
            new Signal.WakeUp(),
            new Signal.Settled(reminder, 1, new SendOutcome.Busy(new Reason.AsWritten("try again later"))),
            new Signal.DeliveryReported(Letter, 1, Delivery.Refused),
            new Signal.WakeUp(),
        ];
        var invitation = signals.Aggregate(
            life.Invitation,
            (i, signal) => InvitationDecider.Decide(i, signal, Instead, now).Next
        );

        Assert.Equal((Letter, 2), (invitation.Dispatches[^1].Step, invitation.Dispatches[^1].Edition));
        Assert.Equal(DispatchState.Dropped, invitation.Find(reminder, 1)!.State);
    }

    [Fact]
    public void An_invitation_that_the_mission_refuses_too_is_undeliverable()
    {
        var life = Refused(Instead);
        Sends(life, edition: 2, toMission: true);
        life.Feed(new Signal.DeliveryReported(Letter, 2, Delivery.Refused));

        Assert.Equal((Phase.Undeliverable, Attention.Refused), (life.Invitation.Phase, life.Invitation.Attention));
        Assert.Null(life.Invitation.WakeAt);
    }

    [Theory]
    [InlineData(false, "mission@che.example")]
    [InlineData(true, null)]
    [InlineData(true, "Minister@ICT.che.example")]
    public void Without_the_campaigns_setting_or_another_address_the_invitation_is_undeliverable_at_once(
        bool allowed,
        string? mission
    )
    {
        var plan = Instead with { MissionIfRefused = allowed };
        var dispatch = new Dispatch
        {
            Step = Letter,
            Kind = LetterKind.Invitation,
            Letter = "invitation",
            Due = Life.Start,
            ClaimedAt = Life.Start,
            State = DispatchState.Sent,
        };
        var invitation = Invitation.For(new CampaignId("forum"), Life.Addressee with { Copy = mission }, plan) with
        {
            Phase = Phase.Awaiting,
            Dispatches = [dispatch],
        };

        Assert.Equal(
            Phase.Undeliverable,
            InvitationDecider
                .Decide(invitation, new Signal.DeliveryReported(Letter, 1, Delivery.Refused), plan, Life.Start)
                .Next.Phase
        );
    }

    [Fact]
    public void A_letter_that_was_refused_for_now_only_stays_with_the_official_address()
    {
        var life = Invited(Instead);
        life.Feed(new Signal.DeliveryReported(Letter, 1, Delivery.Blocked));

        Assert.Equal(
            (false, Phase.Awaiting, Attention.Refused),
            (life.Invitation.AtMission, life.Invitation.Phase, life.Invitation.Attention)
        );
    }

    [Fact]
    public void A_corrected_address_replaces_the_mission_and_letters_that_the_mission_received_are_not_sent_again()
    {
        var life = Refused(Instead);
        Sends(life, edition: 2, toMission: true);
        life.Feed(new Signal.AddressCorrected("action-1", "staff", "minister@new.che.example"));
        life.ComeToRest(max: 100);

        Assert.Equal(
            [
                "invitation 1 False",
                "invitation 2 True",
                "reminder-1 1 False",
                "reminder-2 1 False",
                "last-call 1 False",
            ],
            life.Invitation.Dispatches.Select(d => $"{d.Step} {d.Edition} {d.ToMission}")
        );
    }

    [Fact]
    public void An_acknowledgement_that_the_official_address_refused_goes_to_the_mission_and_the_answer_stays_current()
    {
        var life = Invited(Instead);
        var reply = new Reply
        {
            Id = "reply",
            Channel = Channel.Page,
            ReceivedAt = life.Now,
            Answer = new Answer.Declined(),
        };
        life.Feed(new Signal.ReplyReceived(reply));
        var acknowledgement = life.Invitation.AcknowledgementStep;
        life.ComeToRest(max: 1);
        life.Feed(new Signal.DeliveryReported(acknowledgement, 1, Delivery.Refused));
        life.ComeToRest(max: 1);

        Assert.Equal((Phase.Answered, Attention.Refused), (life.Invitation.Phase, life.Invitation.Attention));
        Assert.True(life.Invitation.Find(acknowledgement, 2)!.ToMission);
    }

    [Fact]
    public void A_letter_goes_to_the_mission_once_and_only_after_a_refusal_in_a_campaign_that_says_so() =>
        new NineRulesTests().Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Claimed is { ToMission: true, Attempt: 1 }))
            {
                var claim = turn.Claimed!;
                Assert.True(turn.Plan.MissionIfRefused);
                Assert.Contains(
                    turn.Before.Dispatches,
                    d => d is { IsUndelivered: true, ToMission: false } && d.AddressVersion < claim.AddressVersion
                );
                Assert.True(
                    turn.Before.Attention.HasFlag(Attention.Refused)
                        || life.Turns.Any(t => t.Signal is Signal.AttentionCleared)
                );
                var asked = life
                    .Turns.TakeWhile(t => t != turn)
                    .Any(t => t.Signal is Signal.ResendRequested r && r.Step == claim.Step);
                var had = turn.Before.Dispatches.Any(d =>
                    d.Step == claim.Step
                    && (d.ToMission ? !d.IsUndelivered : turn.Plan.CopyToMission && d.Posted is null)
                );
                Assert.False(had && !asked, $"The mission has had {claim.Step} already.");
            }
        });

    [Fact]
    public void A_change_to_the_mission_needs_attention_at_once_and_is_not_undeliverable() =>
        new NineRulesTests().Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.After.AtMission && !t.Before.AtMission))
            {
                Assert.True(turn.After.Attention.HasFlag(Attention.Refused));
                Assert.NotEqual(Phase.Undeliverable, turn.After.Phase);
                Assert.Single(turn.Decision.Journal, l => l.Event.ToEnglish().What == "redirected to the mission");
            }
        });

    private static Life Invited(Plan plan)
    {
        var life = new Life([], plan);
        life.ComeToRest(max: 1);
        return life;
    }

    private static Life Refused(Plan plan)
    {
        var life = Invited(plan);
        life.Feed(new Signal.DeliveryReported(Letter, 1, Delivery.Refused, "550 unknown recipient"));
        return life;
    }

    private static void Sends(Life life, int edition, bool toMission)
    {
        life.ComeToRest(max: 1);
        var latest = life.Invitation.Dispatches[^1];
        Assert.Equal((Letter, edition, toMission), (latest.Step, latest.Edition, latest.ToMission));
    }
}
