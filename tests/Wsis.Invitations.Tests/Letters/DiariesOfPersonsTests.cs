using System.Text;
using CsCheck;
using Ical.Net;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Tests.Campaigns;
using Wsis.Invitations.Tests.Rules;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>The persons who answered and left their own address have the entries in their diaries too, and every later
/// answer that changes them reaches these (RFC 5546, section 3.2.5).</summary>
public sealed class DiariesOfPersonsTests
{
    private const string Own = "assistant@che.example";

    private const string Other = "deputy@che.example";

    private static readonly Campaign Campaign = new CampaignFolderBuilder().Read().Campaign!;

    private static readonly Answer Attending = new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_that_comes_by_another_way_cancels_the_entries_of_the_person_who_answered_before(
        bool isOnPaper
    )
    {
        var diaries = new Diaries(Invited(isOnPaper));
        diaries.Reply(Attending, Own);
        Assert.Equal([Own], diaries.WithEvent);
        diaries.Reply(Attending, Other, "Another person says the same.");
        Assert.Equal([Own, Other], diaries.WithEvent);
        var before = diaries.LettersTo(Own);
        diaries.Reply(new Answer.Declined(), null);
        Assert.Empty(diaries.WithEvent);
        Assert.Equal(before + 1, diaries.LettersTo(Own));
        diaries.Reply(new Answer.Declined(), null, "Again.");
        Assert.Equal(before + 1, diaries.LettersTo(Own));
        Assert.Empty(diaries.Life.Invitation.FormerEntries!.Persons);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_day_of_the_statement_reaches_the_diary_and_another_delegation_does_not_write_to_the_person(
        bool isOnPaper
    )
    {
        var diaries = new Diaries(Invited(isOnPaper));
        diaries.Reply(Attending, Own);
        diaries.Reply(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20), DelegationSize: 7)), null);
        Assert.Equal(1, diaries.LettersTo(Own));
        diaries.Reply(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 21))), null);
        Assert.Equal(new LocalDate(2018, 3, 21), diaries.StatementOf(Own));
        diaries.Reply(new Answer.Accepted(new Participation()), null);
        Assert.Null(diaries.StatementOf(Own));
        Assert.Equal([Own], diaries.WithEvent);
        Assert.Equal(3, diaries.LettersTo(Own));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_withdrawal_cancels_the_entries_of_all_who_answered_in_one_letter(bool isOnPaper)
    {
        var diaries = new Diaries(Invited(isOnPaper));
        diaries.Reply(Attending, Own);
        diaries.Reply(Attending, Other, "Another person says the same.");
        diaries.Feed(new Signal.Withdrawn("staff", Notify: true));
        Assert.Empty(diaries.WithEvent);
        Assert.Equal((2, 2), (diaries.LettersTo(Own), diaries.LettersTo(Other)));
        Assert.All(
            diaries.LastCancellation,
            file => Assert.Contains($"ATTENDEE:mailto:{Own}", file, StringComparison.Ordinal)
        );
        // Invited again, the office begins with empty diaries.
        diaries.Feed(new Signal.Reinvited("r", "staff"));
        Assert.Empty(diaries.Life.Invitation.FormerEntries!.Persons);
    }

    [Fact]
    public void An_erasure_takes_the_addresses_and_nothing_is_sent_to_them_any_more()
    {
        var diaries = new Diaries(Invited(false));
        diaries.Reply(Attending, Own);
        diaries.Reply(Attending, Other, "Another person says the same.");
        Assert.Equal([Own], diaries.Life.Invitation.FormerEntries!.Persons);
        diaries.Feed(new Signal.PersonErased("staff"));
        Assert.Empty(diaries.Life.Invitation.FormerEntries!.Persons);
        Assert.Null(diaries.Life.Invitation.Reply!.CopyTo);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_goes_to_an_address_that_was_left_through_a_revoked_link(bool isOnPaper)
    {
        var diaries = new Diaries(Invited(isOnPaper));
        diaries.Reply(Attending, Own);
        diaries.Reply(Attending, Other, "Another person says the same.");
        var before = (diaries.LettersTo(Own), diaries.LettersTo(Other));
        diaries.Feed(new Signal.LinkRenewed("renew", "staff"));
        diaries.Reply(new Answer.Declined(), null);
        diaries.Feed(new Signal.Withdrawn("staff", Notify: true));
        Assert.Equal(before, (diaries.LettersTo(Own), diaries.LettersTo(Other)));
    }

    [Fact]
    public void The_row_keeps_no_more_persons_than_it_has_room_for()
    {
        var diaries = new Diaries(Invited(false));
        for (var i = 0; i < FormerEntries.MaxPersons + 5; i++)
            diaries.Reply(Attending, $"person{i}@che.example");
        Assert.Equal(FormerEntries.MaxPersons, diaries.Life.Invitation.FormerEntries!.Persons.Length);
    }

    /// <summary>Each reader has a diary, and opens every file of every letter.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_every_life_no_diary_has_an_entry_that_is_not_so(bool isOnPaper) =>
        Life.Actions.Sample(
            actions =>
            {
                var life = new Life(actions, isOnPaper ? Life.OnPaper : Life.Addressee);
                var diaries = new Diaries(life);
                var end = life.Invitation;
                var (letter, copy) = end.Phase switch
                {
                    Phase.Answered => (
                        end.Find(end.AcknowledgementStep, end.FirstEdition),
                        end.AcknowledgementCopyStep
                    ),
                    Phase.Withdrawn => (
                        end.Find(new StepId("withdrawal"), end.FirstEdition),
                        Invitation.WithdrawalCopyStep
                    ),
                    _ => default,
                };
                var announced = end.Dispatches.LastOrDefault(d => d.Step == copy) ?? letter;
                if (
                    end.IsErased
                    || announced is not { State: DispatchState.Sent, Posted: null }
                    || end.Phase == Phase.Withdrawn
                        && life.Turns.Last(t => t.After.Replies > t.Before.Replies || t.Signal is Signal.Withdrawn)
                            is not { Signal: Signal.Withdrawn }
                )
                    return;
                var attendance = end.CountedReply?.Answer.Attendance;
                if (attendance is null)
                    Assert.Empty(diaries.WithEvent);
                Assert.All(
                    diaries.WithStatement,
                    person => Assert.Equal(attendance?.StatementDay, diaries.StatementOf(person))
                );
            },
            iter: ProofForm.Choose(300, 5_000)
        );

    private static Life Invited(bool isOnPaper)
    {
        var life = new Life([], isOnPaper ? Life.OnPaper : Life.Addressee);
        var sent = life.WakeNext().Claimed!;
        life.Feed(isOnPaper ? life.Post(sent, 1) : new Signal.Settled(sent.Step, 1, new SendOutcome.Accepted("m")));
        return life;
    }

    /// <summary>The diaries of persons during a life. The life as it is stored is read first.</summary>
    private sealed class Diaries
    {
        private static readonly LetterComposer Composer = new(
            Campaign,
            Campaign.Schedule,
            new CampaignFolderBuilder().Read().Letters,
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1"),
            new Uri("https://site.example/")
        );

        private readonly Dictionary<(string Person, string Uid), (int Sequence, LocalDate? Day)> entries = [];
        private readonly Dictionary<DispatchId, Letter> written = [];
        private readonly List<Letter> sent = [];
        private int replies;

        public Diaries(Life life)
        {
            Life = life;
            foreach (var turn in life.Turns)
                Follow(turn);
        }

        public Life Life { get; }

        public IEnumerable<string> WithEvent => With("event");

        public IEnumerable<string> WithStatement => With("statement");

        public IEnumerable<string> LastCancellation =>
            sent[^1]
                .Attachments.Select(a =>
                    Encoding
                        .UTF8.GetString(a.Content.Span)
                        .ReplaceLineEndings("")
                        .Replace(" ", "", StringComparison.Ordinal)
                );

        public LocalDate? StatementOf(string person) =>
            entries.GetValueOrDefault((person, "forum.CHE.statement@org.example")).Day;

        public int LettersTo(string person) => sent.Count(letter => PersonsOf(letter).Contains(person));

        public void Reply(Answer answer, string? copyTo, string? remarks = null) =>
            Feed(
                new Signal.ReplyReceived(
                    new Reply
                    {
                        Id = $"own-{++replies}",
                        Channel = copyTo is null ? Channel.Webhook : Channel.Page,
                        ReceivedAt = Life.Now,
                        Answer = answer,
                        CopyTo = copyTo,
                        Remarks = remarks,
                    }
                )
            );

        /// <summary>Everything that is due is sent, by e-mail at once and on paper never.</summary>
        public void Feed(Signal signal)
        {
            Follow(Life.Feed(signal));
            while (Life.Invitation.WakeAt <= Life.Now)
            {
                var turn = Life.WakeNext();
                Follow(turn);
                if (turn.Decision.Letter is { } letter)
                    Follow(Life.Feed(new Signal.Settled(letter.Step, letter.Edition, new SendOutcome.Accepted("m"))));
            }
        }

        private void Follow(Turn turn)
        {
            // Another office has other diaries, and those of a revoked link are followed no more.
            if (
                turn is
                { Signal: Signal.Reinvited { Invitee: not null } or Signal.LinkRenewed, Decision.IsChange: true }
            )
                entries.Clear();
            if (
                turn.Claimed is { OnPaper: false } claimed
                && (claimed.Kind is LetterKind.Acknowledgement or LetterKind.Withdrawal || claimed.Kind.IsForPersons)
            )
                written[turn.After.IdOf(claimed)] = Composer.Compose(turn.After, claimed, turn.Now);
            foreach (var dispatch in turn.After.Dispatches.Where(d => d.State == DispatchState.Sent))
                if (
                    turn.Before.Find(dispatch.Step, dispatch.Edition) is not { State: DispatchState.Sent }
                    && written.GetValueOrDefault(turn.After.IdOf(dispatch)) is { } letter
                )
                    Enter(letter);
        }

        private void Enter(Letter letter)
        {
            sent.Add(letter);
            foreach (var person in PersonsOf(letter))
            foreach (var file in letter.Attachments)
            {
                var entry = Assert.Single(Calendar.Load(Encoding.UTF8.GetString(file.Content.Span))!.Events);
                if (!entries.TryGetValue((person, entry.Uid!), out var former) || former.Sequence <= entry.Sequence)
                    entries[(person, entry.Uid!)] = (
                        entry.Sequence,
                        entry.Status == "CONFIRMED" ? LocalDate.FromDateTime(entry.Start!.Value) : null
                    );
            }
        }

        private static IEnumerable<string> PersonsOf(Letter letter) =>
            letter.To.Concat(letter.Copies).Select(m => m.Address).Where(a => a is Own or Other);

        private IEnumerable<string> With(string entry) =>
            entries
                .Where(e => e.Key.Uid == $"forum.CHE.{entry}@org.example" && e.Value.Day is not null)
                .Select(e => e.Key.Person)
                .Order(StringComparer.Ordinal);
    }
}
