using CsCheck;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>The rules that hold whatever happens, each over thousands of random lives. A failure prints its seed; set
/// the environment variable CsCheck_Seed to it and the same life is lived again.</summary>
public sealed class NineRulesTests
{
    private static readonly LetterKind[] Reminders = [LetterKind.Reminder, LetterKind.Extension];

    private readonly Decide decide;
    private readonly long lives;

    public NineRulesTests()
        : this(InvitationDecider.Decide, lives: ProofForm.Choose(500, 10_000)) { }

    /// <summary>The same rules held against another decider.</summary>
    internal NineRulesTests(Decide decide, long lives) => (this.decide, this.lives) = (decide, lives);

    [Fact]
    public void Rule_1_a_letter_is_claimed_once_and_again_only_after_a_failure_or_a_long_silence() =>
        Always(life =>
        {
            var claims = new Dictionary<(StepId, int), Dispatch>();
            foreach (var turn in life.Turns.Where(t => t.Claimed is not null))
            {
                var claim = turn.Claimed!;
                if (!claims.TryGetValue((claim.Step, claim.Edition), out var earlier))
                {
                    Assert.Equal(1, claim.Attempt);
                    Assert.True(
                        claim.Edition == turn.Before.FirstEdition || AskedFor(life, turn, claim),
                        "A further edition that nobody asked for."
                    );
                }
                else
                {
                    var was = turn.Before.Find(claim.Step, claim.Edition)!;
                    Assert.Equal(earlier.Attempt + 1, claim.Attempt);
                    // An extension of the deadline may need an overtaken invitation again, in the same turn.
                    var reopened = turn.Decision.Journal.Any(e => e.Event is JournalEvent.Reopened);
                    Assert.True(!was.Overtaken || reopened, "An overtaken letter was resumed.");
                    Assert.True(
                        was.State == DispatchState.Retrying
                            // It was taken off the print run, and the office has an e-mail address since.
                            || was is { OnPaper: true, State: DispatchState.Dropped }
                            || (
                                (was.State == DispatchState.Claimed || (reopened && was.State == DispatchState.Dropped))
                                && turn.Now + Plan.TimerTolerance >= was.ClaimedAt + turn.Plan.Sending.ResendAfter
                            ),
                        $"{was.State} was resumed {turn.Now - was.ClaimedAt} after its claim."
                    );
                }
                claims[(claim.Step, claim.Edition)] = claim;
            }
        });

    [Fact]
    public void Rule_1_no_reminder_after_an_answer_and_no_letter_to_the_withdrawn_or_undeliverable() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Claimed is not null))
            {
                if (Reminders.Contains(turn.Claimed!.Kind) || turn.Claimed.Kind == LetterKind.Invitation)
                    Assert.Null(turn.Before.Reply);
                Assert.NotEqual(Phase.Undeliverable, turn.Before.Phase);
                Assert.True(
                    turn.Before.Phase != Phase.Withdrawn
                        || turn.Claimed.Kind is LetterKind.Withdrawal or LetterKind.WithdrawalCopy
                );
            }
        });

    [Fact]
    public void Rule_2_no_reminder_at_or_after_the_deadline_and_none_before_the_invitation_was_sent() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Claimed is { } claim && Reminders.Contains(claim.Kind)))
            {
                Assert.True(turn.Now < turn.Plan.Deadline);
                Assert.Contains(
                    turn.Before.Dispatches,
                    d => d.Kind == LetterKind.Invitation && life.Accepted.Contains((d.Step, d.Edition))
                );
            }
        });

    [Fact]
    public void Rule_3_no_reply_is_lost_the_latest_is_current_and_a_late_one_needs_attention() =>
        Always(life =>
        {
            var journal = life
                .Turns.SelectMany(t => t.Decision.Journal)
                .Where(e => e.Reply is not null)
                .Select(e => e.Reply!.Id);
            Assert.Equal(life.Recorded.Select(r => r.Id), journal);
            foreach (
                var turn in life.Turns.Where(t =>
                    t.Signal is Signal.ReplyReceived
                    && t.Decision is { IsChange: true }
                    && !IsEarlier(t)
                    && !IsRepeated(t)
                )
            )
            {
                var reply = ((Signal.ReplyReceived)turn.Signal).Reply;
                Assert.Equal(reply.Id, turn.After.Reply!.Id);
                Assert.Equal(turn.Before.Replies + 1, turn.After.Replies);
                var withdrawn = turn.Before.Phase == Phase.Withdrawn;
                var late = reply.ReceivedAt >= turn.Plan.Close && !withdrawn;
                Assert.Equal(late, turn.After.Reply!.Late);
                Assert.Equal(withdrawn ? Phase.Withdrawn : Phase.Answered, turn.After.Phase);
                Assert.True(!late || turn.After.Attention.HasFlag(Attention.LateReply));
                Assert.True(!withdrawn || turn.After.Attention.HasFlag(Attention.ReplyAfterWithdrawal));
            }
        });

    [Fact]
    public void Rule_3_a_letter_older_than_the_current_answer_is_only_journalled() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => IsEarlier(t) && t.Decision.IsChange && !IsRepeated(t)))
            {
                Assert.Equal(((Signal.ReplyReceived)turn.Signal).Reply, Assert.Single(turn.Decision.Journal).Reply);
                var filed = turn.Before with
                {
                    JournalLength = turn.Before.JournalLength + 1,
                    Seen = turn.After.Seen,
                    WakeAt = turn.After.WakeAt,
                };
                Assert.Equal(filed with { Dispatches = turn.After.Dispatches }, turn.After);
            }
            // By letters alone, whatever the order in which they are opened, the latest stands.
            if (
                life.Recorded.Count > 0
                && life.Recorded.All(r => r.Channel == Channel.Correspondence)
                && life.Invitation.FirstEdition == 1
            )
                Assert.Equal(life.Recorded.Max(r => r.ReceivedAt), life.Invitation.Reply!.GivenAt);
        });

    [Fact]
    public void Rule_3_the_same_answer_again_is_recorded_and_acknowledged_once() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(IsRepeated))
            {
                var (signal, before) = ((Signal.ReplyReceived)turn.Signal, turn.Before);
                Assert.Equal(before.Reply!.Answer, signal.Reply.Answer);
                Assert.Equal(signal.Reply, Assert.Single(turn.Decision.Journal).Reply);
                Assert.Equal(before.AcknowledgementStep, turn.After.AcknowledgementStep);
                Assert.Equal(Tally.From(before), Tally.From(turn.After with { Dispatches = before.Dispatches }));
            }
        });

    [Fact]
    public void Rule_3_a_reply_is_refused_only_if_it_is_outdated_or_forbidden_and_the_refusal_says_why() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Decision.Refusal is not null))
            {
                Assert.False(turn.Decision.IsChange);
                Assert.NotEmpty(turn.Decision.Refusal!.ToEnglish());
                if (turn.Signal is Signal.ReplyReceived reply)
                    Assert.NotEqual(turn.Before.Replies, reply.ExpectedReplies);
            }
        });

    [Fact]
    public void Rule_4_the_deadline_ends_an_invitation_once_and_only_a_later_deadline_reopens_it() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Signal is Signal.WakeUp && t.Now >= t.Plan.Deadline))
                Assert.False(
                    turn.After.Phase is Phase.Scheduled or Phase.Awaiting && turn.Before.Phase != Phase.Unanswered,
                    "Still open after the deadline."
                );
            foreach (
                var turn in life.Turns.Where(t =>
                    t.Before.Phase == Phase.Unanswered && t.After.Phase is Phase.Scheduled or Phase.Awaiting
                )
            )
                Assert.True(turn.Plan.Deadline > turn.Before.MissedDeadline || turn.Signal is not Signal.WakeUp);
            var missed = life
                .Turns.Where(t =>
                    t.Signal is Signal.WakeUp && t.Before.Phase != Phase.Unanswered && t.After.Phase == Phase.Unanswered
                )
                .Select(t => t.Plan.Deadline)
                .ToList();
            Assert.Equal(missed.Distinct(), missed);
        });

    [Fact]
    public void Rule_5_after_an_outage_only_the_latest_due_reminder_is_sent() =>
        Always(life =>
        {
            // However long the outage, at one and the same time there is never a second reminder of the plan.
            var reminders = life
                .Turns.Where(t =>
                    t.Claimed is { Kind: LetterKind.Reminder, Attempt: 1 } c
                    && c.Edition == t.Before.FirstEdition
                    && t.Plan.Steps.Any(s => s.Id == c.Step)
                )
                .ToList();
            foreach (var (first, second) in reminders.Zip(reminders.Skip(1)))
                Assert.True(
                    second.Claimed!.Due > first.Claimed!.Due
                        || second.Plan != first.Plan
                        || second.Before.FirstEdition != first.Before.FirstEdition,
                    $"{second.Claimed.Step} was sent after {first.Claimed.Step}, which was due later."
                );
            foreach (var turn in reminders)
                Assert.DoesNotContain(
                    turn.Plan.Steps,
                    s =>
                        s.Kind == LetterKind.Reminder
                        && s.Due > turn.Claimed!.Due
                        && s.Due <= turn.Now
                        && turn.Before.Find(s.Id, turn.Before.FirstEdition) is null
                        && s.Due > Latest(turn.Before)
                );
        });

    [Fact]
    public void Rule_6_the_same_signal_again_changes_nothing() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Signal is not Signal.WakeUp && t.Decision.Refusal is null))
                Assert.False(
                    decide(turn.After, turn.Signal, turn.Plan, turn.Now).IsChange,
                    $"{turn.Signal} changed something twice."
                );
        });

    [Fact]
    public void Rule_6_delivery_reports_in_any_order_end_in_the_same_state() =>
        Gen.Select(Life.Actions, Gen.Int[0, 5_000].Array[2, 8], Gen.Int)
            .Sample(
                (actions, picks, shuffle) =>
                {
                    var life = new Life(actions, decide);
                    if (life.Accepted.Count == 0)
                        return;
                    var reports = picks
                        .Select(p =>
                            life
                                .Accepted.OrderBy(t => t.ToString(), StringComparer.Ordinal)
                                .ElementAt(p % life.Accepted.Count)
                                is var (step, edition)
                                ? new Signal.DeliveryReported(step, edition, (Delivery)(1 + (p / 7 % 6)))
                                : throw new InvalidOperationException()
                        )
                        .ToList();
                    var shuffled = reports.ToArray();
                    new Random(shuffle).Shuffle(shuffled);
                    Assert.Equal(Describe(life, reports), Describe(life, shuffled));
                },
                iter: lives
            );

    [Fact]
    public void Rule_7_an_invitation_changes_at_its_wake_up_and_otherwise_only_by_a_signal() =>
        Always(life =>
        {
            foreach (
                var turn in life.Turns.Where(t =>
                    t.Decision.Refusal is null && (t.Decision.IsChange || t.Signal is Signal.WakeUp)
                )
            )
            {
                var later = decide(
                    turn.After,
                    new Signal.WakeUp(),
                    turn.Plan,
                    Instant.Max(turn.Now, turn.After.WakeAt ?? turn.Now + Duration.FromDays(4000))
                );
                Assert.Equal(turn.After.WakeAt is not null, later.IsChange);
            }
        });

    [Fact]
    public void Rule_7_every_invitation_comes_to_rest() => Always(life => Assert.True(life.ComeToRest(max: 100) < 100));

    [Fact]
    public void Rule_7_in_an_ended_campaign_nothing_is_due_or_awaited_and_no_letter_is_sent() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Plan.Ended))
            {
                Assert.Null(turn.Claimed);
                if (!turn.Decision.IsChange && turn.Signal is not Signal.WakeUp)
                    continue;
                Assert.Equal(
                    turn.After.Dispatches.Any(d => d is { Overtaken: true, IsUnsettled: true }),
                    turn.After.WakeAt is not null
                );
                Assert.False(turn.After.Phase is Phase.Scheduled or Phase.Awaiting);
                Assert.DoesNotContain(turn.After.Dispatches, d => d.IsOpen);
            }
        });

    [Fact]
    public void The_record_never_denies_a_letter_that_the_provider_has() =>
        Always(life =>
        {
            // A letter that was given up unsent can be sent later, after a new deadline.
            foreach (var (number, turn) in life.Turns.Index())
                Assert.DoesNotContain(
                    turn.After.Dispatches,
                    d =>
                        d is { State: DispatchState.Dropped, IsUnresolved: false, Attempt: 1, OnPaper: false }
                        && life.TurnAccepted.TryGetValue((d.Step, d.Edition), out var before)
                        && before <= number
                        // It was dropped unsent, and claimed again later.
                        && life.Invitation.Find(d.Step, d.Edition) is not { Attempt: > 1 }
                );
        });

    [Fact]
    public void A_letter_that_staff_marked_as_posted_stays_sent() =>
        Always(life =>
        {
            foreach (
                var turn in life.Turns.Where(t =>
                    t.Signal is Signal.LetterPosted && t.Decision is { Refusal: null, IsChange: true }
                )
            )
            {
                var posted = (Signal.LetterPosted)turn.Signal;
                Assert.Equal(DispatchState.Sent, turn.After.Find(posted.Step, posted.Edition)?.State);
                if (posted.Step.Value == "invitation" && turn.After.FirstEdition == life.Invitation.FirstEdition)
                    Assert.Equal(DispatchState.Sent, life.Invitation.Find(posted.Step, posted.Edition)!.State);
            }
        });

    [Fact]
    public void Only_an_office_without_e_mail_has_letters_on_the_print_run() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Decision.IsChange))
            {
                Assert.True(
                    turn.After.Channel == LetterChannel.Paper
                        || turn.After.Dispatches.All(d => d.State != DispatchState.ToPrint)
                );
                Assert.True(
                    turn.Decision.Letter is null
                        || turn.Decision.Letter.Kind.IsForPersons
                        || turn.After.Channel == LetterChannel.Email
                );
            }
        });

    [Fact]
    public void Rule_7_woken_early_it_does_nothing_and_says_the_same_wake_up() =>
        Always(life =>
        {
            foreach (
                var turn in life.Turns.Where(t =>
                    t.After.WakeAt > t.Now + Plan.TimerTolerance && (t.Decision.IsChange || t.Signal is Signal.WakeUp)
                )
            )
                Assert.False(
                    decide(
                        turn.After,
                        new Signal.WakeUp(),
                        turn.Plan,
                        turn.After.WakeAt!.Value - Plan.TimerTolerance - Duration.FromMilliseconds(1)
                    ).IsChange
                );
        });

    [Fact]
    public void Rule_8_a_changed_plan_leaves_what_was_sent_as_it_was() =>
        Always(life =>
        {
            foreach (var turn in life.Turns.Where(t => t.Before.FirstEdition == t.After.FirstEdition))
            foreach (
                var sent in turn.Before.Dispatches.Where(d =>
                    d.State == DispatchState.Sent && d.Kind != LetterKind.Acknowledgement
                )
            )
                Assert.Contains(
                    turn.After.Dispatches,
                    d =>
                        d.Step == sent.Step
                        && d.Edition == sent.Edition
                        && d.State == DispatchState.Sent
                        && d.ClaimedAt == sent.ClaimedAt
                );
        });

    [Fact]
    public void Rule_8_a_step_added_in_mid_campaign_is_sent_and_one_removed_is_not() =>
        Life.Actions.Sample(
            actions =>
            {
                var plan = Life.FirstPlan;
                var life = new Life([], decide);
                var changed = plan with
                {
                    Steps =
                    [
                        .. plan.Steps.Where(s => s.Id.Value != "reminder-2"),
                        Life.Step("added", LetterKind.Reminder, 5 + (actions.Length % 20)),
                    ],
                };
                life.ComeToRestUnder(changed, from: Life.Start + Duration.FromDays(2));
                Assert.Contains(life.Accepted, t => t.Item1.Value == "added");
                Assert.DoesNotContain(life.Accepted, t => t.Item1.Value == "reminder-2");
                Assert.Contains(life.Accepted, t => t.Item1.Value == "last-call");
            },
            iter: 100
        );

    [Fact]
    public void The_journal_has_no_gaps_and_the_row_says_its_length() =>
        Always(life => Assert.Equal(life.Turns.Sum(t => t.Decision.Journal.Length), life.Invitation.JournalLength));

    /// <summary>Holds in every life.</summary>
    internal void Always(Action<Life> rule) =>
        Life.Actions.Sample(actions => rule(new Life(actions, decide)), iter: lives);

    private static bool IsEarlier(Turn turn) =>
        turn.Signal is Signal.ReplyReceived { Reply: { Channel: Channel.Correspondence } reply }
        && reply.ReceivedAt < turn.Before.Reply?.GivenAt;

    private static bool IsRepeated(Turn turn) => turn.Decision.Journal.Any(e => e.Event is JournalEvent.ReplyRepeated);

    private static bool AskedFor(Life life, Turn turn, Dispatch claim) =>
        life.Turns.TakeWhile(t => t != turn).Any(t => t.Signal is Signal.ResendRequested r && r.Step == claim.Step)
        || (
            turn.Before.Find(claim.Step, claim.Edition - 1) is { IsUndelivered: true } refused
            && refused.AddressVersion < claim.AddressVersion
        );

    private static Instant Latest(Invitation invitation) =>
        invitation
            .Dispatches.Where(d => d.Kind is LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension)
            .Select(d => Instant.Max(d.ClaimedAt, d.Due))
            .DefaultIfEmpty(Instant.MinValue)
            .Max();

    private string Describe(Life life, IEnumerable<Signal> reports)
    {
        var invitation = reports.Aggregate(life.Invitation, (i, report) => decide(i, report, life.Plan, life.Now).Next);
        var dispatches = invitation.Dispatches.Select(d => $"{d.Step}/{d.Edition}:{d.State}:{d.Delivery}");
        var requests = invitation.Requests.Select(r => $"{r.Step}/{r.Edition}").Order(StringComparer.Ordinal);
        return $"{invitation.Phase} {invitation.Attention} {invitation.AtMission} "
            + $"{invitation.AddressVersion} {string.Join(',', dispatches)} {string.Join(',', requests)} "
            + $"{invitation.WakeAt}";
    }
}
