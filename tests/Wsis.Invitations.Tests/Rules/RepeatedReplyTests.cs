using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>The same answer that comes again, and acceptances that come late.</summary>
public sealed class RepeatedReplyTests
{
    private static readonly Answer FourComes = new Answer.Accepted(new Participation(DelegationSize: 4));
    private static readonly Answer Comes = new Answer.Accepted(new Participation());

    [Fact]
    public void The_same_answer_by_every_channel_is_recorded_and_acknowledged_once()
    {
        var life = Invited();

        foreach (var channel in Enum.GetValues<Channel>())
            Reply(life, FourComes, channel);
        life.ComeToRest(max: 100);

        Assert.Equal((1, 1), (life.Invitation.Replies, life.Invitation.Acknowledged));
        Assert.Single(life.Turns, t => t.Claimed?.Kind == LetterKind.Acknowledgement);
        Assert.Equal(Channel.Page, life.Invitation.Reply!.Channel);
        Assert.Equal(3, life.Turns.Sum(t => t.Decision.Journal.Count(e => e.Reply is not null)));
    }

    [Fact]
    public void Other_particulars_and_other_remarks_are_a_change()
    {
        var life = Invited();

        Reply(life, FourComes, Channel.Page);
        Reply(life, Comes, Channel.Page);
        Reply(life, Comes, Channel.Page, remarks: "By train");
        Reply(life, new Answer.Declined(), Channel.Page, remarks: "By train");

        Assert.Equal((4, "declined"), (life.Invitation.Replies, life.Invitation.Reply!.Answer.Kind));
    }

    [Fact]
    public void A_message_that_says_yes_again_keeps_the_delegation_that_was_announced()
    {
        var life = Invited();

        Reply(life, FourComes, Channel.Page);
        Reply(life, Comes, Channel.Correspondence, isMessage: true);

        Assert.Equal((1, FourComes), (life.Invitation.Replies, life.Invitation.Reply!.Answer));
    }

    [Fact]
    public void A_letter_that_is_older_than_the_repetition_does_not_replace_the_answer()
    {
        var life = Invited();

        Reply(life, Comes, Channel.Correspondence, day: 2);
        Reply(life, Comes, Channel.Correspondence, day: 6);
        Reply(life, new Answer.Declined(), Channel.Correspondence, day: 4);

        Assert.Equal(Comes, life.Invitation.Reply!.Answer);
    }

    [Fact]
    public void The_same_answer_after_the_close_is_not_late_and_from_an_outdated_page_not_refused()
    {
        var life = Invited();

        Reply(life, Comes, Channel.Page);
        Reply(life, Comes, Channel.Page, day: 33, expected: 0);

        Assert.Null(life.Turns[^1].Decision.Refusal);
        Assert.Equal((false, Attention.None), (life.Invitation.Reply!.Late, life.Invitation.Attention));
    }

    [Fact]
    public void A_late_acceptance_gets_the_briefing_only_after_staff_have_marked_it_as_resolved()
    {
        var life = Invited();
        Reply(life, Comes, Channel.Page, day: 33);
        life.ComeToRest(max: 100);

        Assert.DoesNotContain(life.Turns, t => t.Claimed?.Kind == LetterKind.Briefing);

        life.Feed(new Signal.AttentionCleared("staff", Attention.LateReply));
        life.ComeToRest(max: 100);

        Assert.Single(life.Turns, t => t.Claimed?.Kind == LetterKind.Briefing);
    }

    [Fact]
    public void An_acceptance_in_time_gets_the_briefing_without_staff()
    {
        var life = Invited();
        Reply(life, Comes, Channel.Page);
        life.ComeToRest(max: 100);

        Assert.Single(life.Turns, t => t.Claimed?.Kind == LetterKind.Briefing);
    }

    private static Life Invited()
    {
        var life = new Life([], Life.FirstPlan);
        life.ComeToRest(max: 1);
        return life;
    }

    private static void Reply(
        Life life,
        Answer answer,
        Channel channel,
        string? remarks = null,
        int? day = null,
        int? expected = null,
        bool isMessage = false
    ) =>
        life.Feed(
            new Signal.ReplyReceived(
                new Reply
                {
                    Id = $"reply-{life.Turns.Count}",
                    Channel = channel,
                    ReceivedAt = day is { } d ? Life.Start + Duration.FromDays(d) : life.Now,
                    Answer = answer,
                    Remarks = remarks,
                },
                expected
            )
            {
                IsMessage = isMessage,
            }
        );
}
