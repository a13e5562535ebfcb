using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Tests.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Statements;

public sealed class StatementRequestTests
{
    private static readonly LocalDate Day = new(2018, 3, 20);

    private static readonly CampaignFolder Forum = new CampaignFolderBuilder().Read();

    private static readonly Campaign Campaign = Forum.Campaign! with { Statements = [new StatementDay(Day, 60)] };

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("", null, null)]
    [InlineData("undecided", "2018-03-20", null)]
    [InlineData("wished", null, true)]
    [InlineData(null, "2018-03-20", true)]
    [InlineData("none", "2018-03-20", false)]
    public void A_reply_says_whether_a_statement_is_wished_or_its_day_says_it(string? said, string? day, bool? wished)
    {
        var participation = Read(new ReplyForm { Statement = said, StatementDay = day })!.Attendance!;
        Assert.Equal(wished, participation.WishesStatement);
        Assert.Equal(wished == true && day is not null ? Day : null, participation.StatementDay);
    }

    [Fact]
    public void A_speaker_or_minutes_alone_ask_for_a_statement()
    {
        Assert.True(Read(new ReplyForm { SpeakerName = "A. Speaker" })!.Attendance!.WishesStatement);
        Assert.True(Read(new ReplyForm { StatementMinutes = "٥" })!.Attendance!.WishesStatement);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("61")]
    [InlineData("five")]
    public void Minutes_that_cannot_be_are_an_error_unless_no_statement_is_wished(string minutes)
    {
        var form = new ReplyForm { StatementMinutes = minutes, Answer = AnswerKinds.Accepted };
        var errors = new Dictionary<string, ReplyFieldError>();
        Assert.Null(form.Read(Campaign, errors));
        Assert.Equal(ReplyFieldError.NotMinutes, errors["statementMinutes"]);
        Assert.NotNull(Read(form with { Statement = StatementWish.None }));
    }

    [Fact]
    public void A_wish_with_a_day_is_kept_as_earlier_versions_keep_it_so_that_the_same_answer_repeats_theirs()
    {
        var former = new Answer.Accepted(new Participation(Day, "fr", 3, 1));
        Assert.Equal(former, Read(ReplyForm.From(Reply(former))));
        Assert.Equal(former, Read(ReplyForm.From(Reply(former)) with { Statement = null }));
    }

    [Fact]
    public void A_form_of_a_reply_gives_the_same_answer_again()
    {
        foreach (
            var participation in new[]
            {
                new Participation(),
                new Participation { StatementWished = false },
                new Participation { StatementWished = true },
                new Participation(Day, "fr")
                {
                    SpeakerTitle = "Ambassador",
                    SpeakerName = "A. Speaker",
                    StatementMinutes = 5,
                },
            }
        )
        {
            var answer = new Answer.Accepted(participation);
            Assert.Equal(answer, Read(ReplyForm.From(Reply(answer))));
        }
    }

    [Fact]
    public void The_speaker_is_the_one_named_or_the_representative_or_the_holder_of_the_office()
    {
        var wish = new Participation(Day);
        var representative = new Representative("Ambassador", "R. Representative", null);
        Assert.Equal(
            ("Director", "S. Speaker"),
            Speaker(
                new Answer.Delegated(
                    representative,
                    wish with
                    {
                        SpeakerTitle = "Director",
                        SpeakerName = "S. Speaker",
                    }
                )
            )
        );
        Assert.Equal(("Ambassador", "R. Representative"), Speaker(new Answer.Delegated(representative, wish)));
        Assert.Equal((Invitation.Invitee.Office, "H.E. M. Minister"), Speaker(new Answer.Accepted(wish)));
    }

    [Fact]
    public void Only_an_answer_that_counts_and_does_not_refuse_a_statement_is_a_request()
    {
        var wished = Invitation with { Reply = Reply(new Answer.Accepted(new Participation(Day))) };
        Assert.True(StatementRequest.From(wished)!.IsWished);
        Assert.Null(StatementRequest.From(wished with { Phase = Phase.Withdrawn }));
        Assert.False(StatementRequest.From(With(new Participation()))!.IsWished);
        Assert.Null(StatementRequest.From(With(new Participation { StatementWished = false })));
        Assert.Null(StatementRequest.From(Invitation with { Reply = Reply(new Answer.Declined()) }));
    }

    private static Invitation Invitation { get; } =
        new()
        {
            Campaign = Campaign.Id,
            Invitee = Forum.Invitees[0] with { Honorific = "H.E.", Person = "M. Minister" },
            Phase = Phase.Answered,
        };

    private static Invitation With(Participation participation) =>
        Invitation with
        {
            Reply = Reply(new Answer.Accepted(participation)),
        };

    private static (string Title, string Name) Speaker(Answer answer)
    {
        var request = StatementRequest.From(Invitation with { Reply = Reply(answer) })!;
        return (request.SpeakerTitle, request.SpeakerName);
    }

    private static Answer? Read(ReplyForm form)
    {
        var errors = new Dictionary<string, ReplyFieldError>();
        return (form with { Answer = form.Answer ?? AnswerKinds.Accepted }).Read(Campaign, errors);
    }

    private static Reply Reply(Answer answer) =>
        new()
        {
            Id = "r",
            Channel = Channel.Page,
            ReceivedAt = Instant.FromUtc(2018, 1, 10, 9, 0),
            Answer = answer,
        };
}
