using CsCheck;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>The counts of campaigns whose invitations live random lives.</summary>
public sealed class CountTests
{
    private static readonly Gen<Invitation[]> Campaigns = Life
        .Actions.Array[1, 12]
        .Select(lives => lives.Select(Live).ToArray());

    private static readonly int Iterations = ProofForm.Choose(100, 2_000);

    [Fact]
    public void The_parts_add_up_to_the_whole() =>
        Campaigns.Sample(
            invitations =>
            {
                var tally = Count(invitations);
                Assert.Equal(invitations.Length, tally.Invitees);
                Assert.Equal(tally.Invitees, Enum.GetValues<Phase>().Sum(tally.In));
                Assert.Equal(tally.Invitees, Sum(tally, "phase"));
                Assert.Equal(tally.Invitees, Sum(tally, "language"));
                Assert.Equal(tally.Invitees, Sum(tally, Tally.ByChannel));
                Assert.Equal(
                    invitations.Sum(i => i.Dispatches.Count(d => d.Posted is not null)),
                    Sum(tally, Tally.PostedBy)
                );
                Assert.InRange(tally["delivery:Returned"], 0, Sum(tally, Tally.PostedBy));
                var answered = tally.In(Phase.Answered);
                Assert.Equal(answered, AnswerKinds.All.Sum(tally.Answered));
                Assert.Equal(answered, Sum(tally, "answer"));
                Assert.Equal(answered, Sum(tally, "channel"));
                Assert.Equal(answered, Sum(tally, "answered-on"));
                Assert.InRange(tally.Late, 0, answered);
                Assert.InRange(tally.Invited, 0, tally.Invitees);
                Assert.InRange(tally.In(Phase.Undeliverable), 0, tally.Invited);
                Assert.InRange(tally.Women, 0, tally.WomenOf);
                Assert.InRange(tally.WomenOf, 0, tally.Delegates);
                Assert.Equal(tally.TakePart > 0, tally.Delegates > 0);
            },
            iter: Iterations
        );

    [Fact]
    public void The_list_behind_a_number_has_as_many_rows() =>
        Campaigns.Sample(
            invitations =>
            {
                var tally = Count(invitations);
                foreach (var phase in Enum.GetValues<Phase>())
                    Assert.Equal(tally.In(phase), Rows(new InvitationFilter(phase)));
                foreach (var answer in AnswerKinds.All)
                    Assert.Equal(tally.Answered(answer), Rows(new InvitationFilter(Answer: answer)));
                foreach (var channel in Enum.GetValues<LetterChannel>())
                    Assert.Equal(
                        tally.Group(Tally.ByChannel).Where(c => c.Name.StartsWith($"{channel}:")).Sum(c => c.Count),
                        Rows(new InvitationFilter(Channel: channel))
                    );
                Assert.Equal(
                    tally.TakePart,
                    InvitationExport.Attending.Answers.Sum(a => Rows(new InvitationFilter(Answer: a)))
                );

                long Rows(InvitationFilter filter) => invitations.Count(filter.Passes);
            },
            iter: Iterations
        );

    [Fact]
    public void The_columns_of_the_export_add_up_to_the_counts() =>
        Campaigns.Sample(
            invitations =>
            {
                var tally = Count(invitations);
                foreach (var phase in Enum.GetValues<Phase>())
                    Assert.Equal(tally.In(phase), Column("phase").Count(v => Equals(v, phase)));
                foreach (var answer in AnswerKinds.All)
                    Assert.Equal(tally.Answered(answer), Column("answer").Count(v => Equals(v, answer)));
                Assert.Equal(tally.Late, Column("late").Count(v => Equals(v, true)));
                Assert.Equal(tally.Delegates, Column("delegationSize").Sum(v => (int?)v ?? 0));
                Assert.Equal(tally.Women, Column("women").Sum(v => (int?)v ?? 0));
                Assert.Equal(
                    tally.WomenOf,
                    Column("delegationSize")
                        .Zip(Column("women"))
                        .Where(v => v.Second is not null)
                        .Sum(v => (int)v.First!)
                );

                IEnumerable<object?> Column(string name)
                {
                    var column = InvitationExport.Invitations.Columns.Single(c => c.Name == name);
                    return invitations.Select(i => column.Value(new ExportedRow(i)));
                }
            },
            iter: Iterations
        );

    [Fact]
    public void The_summary_adds_up() =>
        Campaigns.Sample(
            invitations =>
            {
                var tally = Count(invitations);
                var c = SummaryCounts.From(tally);
                Assert.Equal((tally.Delegates, tally.Women, tally.WomenOf), (c.Delegates, c.Women, c.WomenOf));
                Assert.Equal(c.Answered, c.Accepted + c.Delegated + c.Declined);
                Assert.Equal(
                    c.Invitees,
                    c.Answered + c.Unanswered + c.Awaiting + c.Scheduled + c.Undeliverable + c.Withdrawn
                );
            },
            iter: Iterations
        );

    [Fact]
    public void A_tally_that_is_kept_by_differences_is_that_of_a_full_count() =>
        Life.Actions.Sample(
            actions =>
            {
                var life = new Life(actions, Life.FirstPlan);
                var kept = life.Turns.Aggregate(
                    Tally.From(new Life([], Life.FirstPlan).Invitation),
                    (tally, turn) => tally.Changed(turn.Before, turn.After)
                );
                Assert.Equal(Tally.From(life.Invitation), kept);
            },
            iter: Iterations
        );

    /// <summary>Every third invitation is withdrawn at last, whatever was answered.</summary>
    private static Invitation Live((int Kind, int A, int B)[] actions)
    {
        var life = new Life(actions, actions.Length % 4 == 2 ? Life.OnPaper : Life.Addressee);
        if (actions.Length % 3 == 0)
            life.Feed(new Signal.Withdrawn("staff", Notify: false));
        return life.Invitation;
    }

    private static Tally Count(IEnumerable<Invitation> invitations) =>
        invitations.Aggregate(Tally.Empty, (sum, i) => sum.Plus(Tally.From(i)));

    private static long Sum(Tally tally, string group) => tally.Group(group).Sum(c => c.Count);
}
