using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>Decides on an invitation as <see cref="InvitationDecider.Decide"/> does, or as a broken copy of it does,
/// which the rules must notice.</summary>
public delegate Decision Decide(Invitation invitation, Signal signal, Plan plan, Instant now);

/// <summary>One decision in the life of an invitation, with everything it was made on.</summary>
public sealed record Turn(Invitation Before, Signal Signal, Decision Decision, Plan Plan, Instant Now)
{
    public Invitation After => Decision.Next;

    public Dispatch? Claimed => Decision.Claimed;
}

/// <summary>A random life of an invitation: signals of every kind in any order, clock jumps forward and back, outages,
/// outcomes that arrive late or never, repeated and reordered reports, changed plans. The facts of the outside world
/// are kept beside the stored row.</summary>
public sealed class Life
{
    public static readonly Instant Start = Instant.FromUtc(2017, 12, 8, 8, 0);

    /// <summary>A list of actions; each is a number for what happens and two for its particulars.</summary>
    public static readonly Gen<(int, int, int)[]> Actions = Gen.Select(
        Gen.Int[0, 999],
        Gen.Int[0, 9_999],
        Gen.Int[0, 9_999]
    ).Array[1, 60];

    private readonly Decide decide;
    private readonly List<Turn> turns = [];
    private readonly List<Signal> signals = [];
    private int replies;
    private int actions;

    /// <summary>A life of so many actions. A third of the campaigns turn to the mission where an address refuses a
    /// letter, half of these after copies to it.</summary>
    public Life(IReadOnlyCollection<(int Kind, int A, int B)> actions, Decide decide)
        : this(
            actions,
            decide,
            FirstPlan with
            {
                MissionIfRefused = actions.Count % 3 == 1,
                CopyToMission = actions.Count % 6 == 1,
            },
            actions.Count % 4 == 2 ? OnPaper : Addressee
        ) { }

    public Life(IReadOnlyCollection<(int Kind, int A, int B)> actions, Plan plan)
        : this(actions, InvitationDecider.Decide, plan, Addressee) { }

    public Life(IReadOnlyCollection<(int Kind, int A, int B)> actions, Invitee addressee, Plan? plan = null)
        : this(actions, InvitationDecider.Decide, plan ?? FirstPlan, addressee) { }

    private Life(IReadOnlyCollection<(int Kind, int A, int B)> actions, Decide decide, Plan plan, Invitee addressee)
    {
        this.decide = decide;
        Plan = plan;
        Invitation = Invitation.For(new CampaignId("forum"), addressee, Plan);
        Now = Start;
        foreach (var (kind, a, b) in actions)
            Act(kind, a, b);
    }

    public static Plan FirstPlan { get; } =
        new(
            [
                Step("invitation", LetterKind.Invitation, 0),
                Step("reminder-1", LetterKind.Reminder, 10),
                Step("reminder-2", LetterKind.Reminder, 20),
                Step("last-call", LetterKind.Reminder, 27),
                Step("briefing", LetterKind.Briefing, 35),
            ],
            Start + Duration.FromDays(30),
            Start + Duration.FromDays(32),
            ChangeAfterDeadline: true,
            SendingPolicy.Default
        );

    public static Invitee Addressee { get; } =
        new()
        {
            Id = new InviteeId("CHE"),
            State = "CHE",
            Name = "Suisse",
            Office = "Ministre",
            Salutation = "Madame, Monsieur,",
            Language = Language.French,
            Address = "minister@ict.che.example",
            Copy = "mission@che.example",
            Zone = DateTimeZone.Utc,
            Weekend = new Weekend(),
        };

    /// <summary>The same office without e-mail.</summary>
    public static Invitee OnPaper { get; } = Addressee with { Address = "", Postal = "Bundesgasse 3\n3003 Berne" };

    public IReadOnlyList<Turn> Turns => turns;

    public Invitation Invitation { get; private set; }

    public Plan Plan { get; private set; }

    public Instant Now { get; private set; }

    /// <summary>The dispatches that the provider has, or staff have posted, whatever the record knows of it.</summary>
    public HashSet<(StepId, int)> Accepted { get; } = [];

    /// <summary>The number of turns that were over when the letter was first accepted.</summary>
    public Dictionary<(StepId, int), int> TurnAccepted { get; } = [];

    /// <summary>The replies that were taken in, in order.</summary>
    public List<Reply> Recorded { get; } = [];

    public static PlannedStep Step(string id, LetterKind kind, double day) =>
        new(new StepId(id), kind, id, Start + Duration.FromDays(day));

    /// <summary>Lets time pass from wake-up to wake-up, every letter taken at once, until nothing happens without a
    /// signal.</summary>
    /// <returns>How many wake-ups it took.</returns>
    public int ComeToRest(int max)
    {
        for (var turn = 0; turn < max; turn++)
        {
            if (Invitation.WakeAt is not { } wakeAt)
                return turn;
            Now = Instant.Max(Now, wakeAt);
            if (Feed(new Signal.WakeUp()).Claimed is { } claimed)
                Deliver(claimed);
        }
        return max;
    }

    /// <summary>The same, beginning with a wake-up under one plan and going on under another from a certain
    /// time.</summary>
    public void ComeToRestUnder(Plan changed, Instant from)
    {
        while (Invitation.WakeAt is { } next && next < from)
        {
            Now = next;
            if (Feed(new Signal.WakeUp()).Claimed is { } claimed)
                Deliver(claimed);
        }
        (Plan, Now) = (changed, from);
        Feed(new Signal.WakeUp());
        ComeToRest(max: 100);
    }

    /// <summary>Lets time pass to the next wake-up.</summary>
    public Turn WakeNext()
    {
        Now = Instant.Max(Now, Invitation.WakeAt!.Value);
        return Feed(new Signal.WakeUp());
    }

    public Turn Feed(Signal signal)
    {
        var turn = new Turn(Invitation, signal, decide(Invitation, signal, Plan, Now), Plan, Now);
        turns.Add(turn);
        signals.Add(signal);
        Invitation = turn.After;
        if (signal is Signal.ReplyReceived r && turn.Decision is { Refusal: null, IsChange: true })
            Recorded.Add(r.Reply);
        return turn;
    }

    private void Act(int kind, int a, int b)
    {
        switch (kind)
        {
            case < 300:
                Now += Duration.FromMinutes(a);
                WakeUp(b);
                break;
            case < 330:
                Now -= Duration.FromSeconds(a % 3600);
                WakeUp(b);
                break;
            case < 480:
                Now = Instant.Max(Now, (Invitation.WakeAt ?? Now) - Duration.FromMilliseconds(b % 900));
                WakeUp(b);
                break;
            case < 560:
                Reply(a, b);
                break;
            case < 700:
                Report(a, b);
                break;
            case < 780:
                Settle(a, b);
                break;
            case < 860:
                // The same signal once more, whenever it was; the passing of time is not a repeated signal.
                if (signals.Where(s => s is not Signal.WakeUp).ToList() is { Count: > 0 } said)
                    Feed(said[a % said.Count]);
                break;
            case < 900:
                ChangePlan(a, b);
                break;
            default:
                Feed(Staff(a, b));
                break;
        }
    }

    /// <summary>The mailer's outcome comes at once, or the process dies before it is known.</summary>
    private void WakeUp(int outcome)
    {
        if (Feed(new Signal.WakeUp()).Claimed is not { } claimed)
            return;
        if (claimed.OnPaper)
        {
            // Staff post at once, or later, or never.
            if (outcome % 2 == 0)
                Deliver(claimed);
            return;
        }
        switch (outcome % 10)
        {
            case < 5:
                Deliver(claimed);
                break;
            case 5:
                Feed(
                    new Signal.Settled(claimed.Step, claimed.Edition, new SendOutcome.Busy(new Reason.AsWritten("503")))
                );
                break;
            case 6:
                Feed(
                    new Signal.Settled(
                        claimed.Step,
                        claimed.Edition,
                        new SendOutcome.Rejected(new Reason.AsWritten("400"))
                    )
                );
                break;
            case 7:
                Accept(claimed);
                Feed(
                    new Signal.Settled(
                        claimed.Step,
                        claimed.Edition,
                        new SendOutcome.Unknown(new Reason.AsWritten("connection lost"))
                    )
                );
                break;
            case 8:
                Accept(claimed);
                break;
            case 9 when outcome % 20 == 9:
                Feed(new Signal.Settled(claimed.Step, claimed.Edition, new SendOutcome.Recalled()));
                break;
        }
    }

    private void Accept(Dispatch letter)
    {
        Accepted.Add((letter.Step, letter.Edition));
        TurnAccepted.TryAdd((letter.Step, letter.Edition), Turns.Count);
    }

    private void Deliver(Dispatch claimed)
    {
        Accept(claimed);
        if (claimed.OnPaper)
        {
            Feed(Post(claimed, null));
            return;
        }
        Feed(new Signal.Settled(claimed.Step, claimed.Edition, new SendOutcome.Accepted("message")));
    }

    private void Reply(int a, int b)
    {
        var participation = new Participation(
            (a % 5) switch
            {
                0 => new LocalDate(2018, 3, 20),
                1 => new LocalDate(2018, 3, 21),
                _ => null,
            },
            DelegationSize: (a % 9) + 1,
            Women: a % 3 == 0 ? null : a % ((a % 9) + 2)
        )
        {
            StatementWished = (a % 4) switch
            {
                0 => true,
                1 => false,
                _ => null,
            },
        };
        Answer answer = (a % 3) switch
        {
            0 => new Answer.Accepted(participation),
            1 => new Answer.Declined(),
            _ => new Answer.Delegated(new Representative("Ambassador", "N. N.", null), participation),
        };
        var channel = (Channel)(b % 3);
        // A letter bears a date of its own, and may have lain for weeks.
        var age = channel == Channel.Correspondence ? Duration.FromHours(a % 500) : Duration.Zero;
        var reply = new Reply
        {
            Id = $"reply-{++replies}",
            Channel = channel,
            ReceivedAt = Now - age,
            Answer = answer,
            CopyTo = (a % 8) switch
            {
                0 => "assistant@che.example",
                4 => "deputy@che.example",
                _ => null,
            },
        };
        Feed(
            new Signal.ReplyReceived(
                reply,
                (b % 7) switch
                {
                    0 => Invitation.Replies - 1,
                    1 => null,
                    _ => Invitation.Replies,
                }
            )
        );
        if (b % 5 == 0)
            Feed(
                new Signal.DelegationNamed(
                    $"delegation-{replies}",
                    [.. Enumerable.Range(0, a % 4).Select(i => new DelegationMember($"P. {i}"))]
                )
            );
    }

    /// <summary>Reports about letters that the provider has, in any order, each as often as it likes.</summary>
    private void Report(int a, int b)
    {
        if (Accepted.Count == 0)
            return;
        var (step, edition) = Accepted
            .OrderBy(t => t.Item1.Value, StringComparer.Ordinal)
            .ThenBy(t => t.Item2)
            .ElementAt(a % Accepted.Count);
        Feed(new Signal.DeliveryReported(step, edition, (Delivery)(1 + (b % 6))));
    }

    public Signal.LetterPosted Post(Dispatch printed, int? revision) =>
        new(
            $"action-{++actions}",
            "staff",
            printed.Step,
            printed.Edition,
            new Posting(PostalWay.Post, Now.InUtc().Date, Now, null),
            revision
        );

    public Signal.LetterReturned Return(Dispatch posted) =>
        new($"action-{++actions}", "staff", posted.Step, posted.Edition, "moved");

    public Signal.ReturnUndone UndoReturn(Dispatch returned) =>
        new($"action-{++actions}", "staff", returned.Step, returned.Edition);

    /// <summary>An outcome that comes late, from a process that was thought dead, or from staff.</summary>
    private void Settle(int a, int b)
    {
        if (
            Invitation.Dispatches.Where(d => d is { OnPaper: true, State: not DispatchState.Sent }).ToList()
                is { Count: > 0 } printed
            && b % 4 != 0
        )
        {
            // Also a letter that was taken off the print run after it had been printed.
            var letter = printed[a % printed.Count];
            var turn = Feed(Post(letter, b % 4 == 1 ? 1 : null));
            if (turn.Decision.Refusal is null)
                Accept(letter);
            return;
        }
        if (Invitation.Dispatches.Where(d => d.State == DispatchState.Claimed).ToList() is not { Count: > 0 } open)
            return;
        var dispatch = open[a % open.Count];
        if (Accepted.Contains((dispatch.Step, dispatch.Edition)) || b % 2 == 0)
            Deliver(dispatch);
        else
            Feed(
                new Signal.Settled(
                    dispatch.Step,
                    dispatch.Edition,
                    new SendOutcome.Busy(new Reason.AsWritten("429"), Duration.FromSeconds(b % 600))
                )
            );
    }

    private void ChangePlan(int a, int b)
    {
        if (a % 20 == 19 || Plan.Ended)
        {
            // The campaign is closed or cancelled permanently.
            Plan = Plan with
            {
                Steps = [],
                Deadline = Instant.Min(Plan.Deadline, Now),
                Close = Instant.Min(Plan.Close, Now),
                Ended = true,
            };
            Feed(new Signal.WakeUp());
            return;
        }
        Plan = (a % 3) switch
        {
            0 => Plan with
            {
                Deadline = Plan.Deadline + Duration.FromHours(1 + (b % 240)),
                Close = Plan.Close + Duration.FromHours(1 + (b % 240)),
            },
            1 => Plan with
            {
                Steps =
                [
                    .. Plan.Steps.Where(s =>
                        s.Kind is LetterKind.Invitation || s.Id.Value != Plan.Steps[b % Plan.Steps.Length].Id.Value
                    ),
                ],
            },
            _ => Plan with
            {
                Steps = Plan
                    .Steps.Add(Step($"reminder-{10 + b}", LetterKind.Reminder, b % 30))
                    .DistinctBy(s => s.Id)
                    .ToImmutableArray(),
            },
        };
        Feed(new Signal.WakeUp());
        if (turns[^1].Claimed is { } claimed)
            Deliver(claimed);
    }

    private Signal Staff(int a, int b) =>
        (a % 16) switch
        {
            15
                when b % 3 == 0
                    && Invitation.Dispatches.Where(d => d.Delivery == Delivery.Returned).ToList()
                        is { Count: > 0 } returned => UndoReturn(returned[b % returned.Count]),
            15 when Invitation.Dispatches.Where(d => d.State == DispatchState.Sent).ToList() is { Count: > 0 } sent =>
                Return(sent[b % sent.Count]),
            14 => new Signal.Reinvited(
                $"action-{++actions}",
                "staff",
                b % 2 == 0 ? null : Invitation.Invitee with { Office = $"Ministre {b % 3}" }
            ),
            13 => new Signal.ParticularsCorrected(
                $"action-{++actions}",
                "staff",
                Invitation.Invitee,
                Invitation.Invitee with
                {
                    Salutation = $"Excellency {b % 3},",
                    Address = (b % 4) switch
                    {
                        0 or 1 => Invitation.Invitee.Address,
                        2 => "",
                        _ => $"minister-{b % 5}@ict.che.example",
                    },
                    Postal = $"Bundesgasse {b % 3}",
                }
            ),
            12 => new Signal.PersonalLetterWritten(
                $"action-{++actions}",
                "staff",
                new PersonalText("RE: our question", "Thank you.")
            ),
            0 => new Signal.Withdrawn("staff", Notify: b % 2 == 0),
            < 4 => new Signal.AddressCorrected($"action-{++actions}", "staff", $"minister-{b % 5}@ict.che.example"),
            4 => new Signal.LinkRenewed($"action-{++actions}", "staff"),
            < 7 => new Signal.ReminderRequested($"action-{++actions}", "staff", "reminder-1"),
            < 9 => new Signal.ResendRequested(
                $"action-{++actions}",
                "staff",
                FirstPlan.Steps[b % FirstPlan.Steps.Length].Id
            ),
            9 => new Signal.CorrespondenceFiled($"action-{++actions}", "a letter", IsAutomatic: b % 3 == 0),
            _ => new Signal.AttentionCleared(
                "staff",
                (Attention)(1 << (b % 5)),
                (b % 3) switch
                {
                    0 => null,
                    1 => Invitation.JournalLength,
                    _ => Invitation.JournalLength - 1,
                }
            ),
        };
}
