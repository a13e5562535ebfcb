using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>A letter that a campaign would send.</summary>
/// <param name="At">When it would be sent.</param>
/// <param name="Invitee">The recipient.</param>
/// <param name="Dispatch">The dispatch as it would be claimed.</param>
/// <param name="Moved">By how much the sending window moved it; zero if it did not.</param>
/// <param name="IfComing">Whether only invitees who accepted or delegated receive it.</param>
public sealed record RehearsedLetter(Instant At, Invitee Invitee, Dispatch Dispatch, Duration Moved, bool IfComing);

/// <summary>The letters of a step that go out on a day.</summary>
/// <param name="Day">The day in the campaign's zone.</param>
/// <param name="Step">The step.</param>
/// <param name="First">When the first one goes out, in the campaign's zone.</param>
/// <param name="Letters">How many.</param>
/// <param name="OnPaper">How many of them go on paper, on the day on which they can be printed.</param>
/// <param name="Languages">How many in each language.</param>
/// <param name="Moved">How many go out later than planned, because the office is closed.</param>
/// <param name="IfComing">Whether only those who have accepted get it.</param>
public sealed record RehearsedDay(
    LocalDate Day,
    string Step,
    LocalTime First,
    int Letters,
    int OnPaper,
    IReadOnlyList<KeyValuePair<Language, int>> Languages,
    int Moved,
    bool IfComing
);

/// <summary>Runs a campaign on a virtual clock in which nobody replies. The decider of the real campaign takes each
/// invitation from one wake-up to the next. The briefing is added for every invitee, as if all had accepted. Nothing is
/// stored or sent.</summary>
public sealed class Rehearsal
{
    private readonly Campaign campaign;
    private readonly Planner planner;
    private readonly Planner unmoved;

    public Rehearsal(Campaign campaign)
    {
        this.campaign = campaign;
        planner = new Planner(campaign, [], SendingPolicy.Default);
        unmoved = new Planner(
            campaign with
            {
                Schedule = campaign.Schedule with { Window = null },
            },
            [],
            SendingPolicy.Default
        );
    }

    /// <summary>The plan of an invitee.</summary>
    internal Plan PlanFor(Invitee invitee) => planner.For(invitee);

    /// <summary>Every letter that an invitee who never replies would receive, in order.</summary>
    public IEnumerable<RehearsedLetter> LettersFor(Invitee invitee)
    {
        var plan = planner.For(invitee);
        var invitation = Invitation.For(campaign.Id, invitee, plan);
        while (invitation.WakeAt is { } now)
        {
            var decision = InvitationDecider.Decide(invitation, new Signal.WakeUp(), plan, now);
            invitation = decision.Next;
            if (decision.Claimed is not { } dispatch)
                continue;
            yield return new RehearsedLetter(now, invitee, dispatch, Moved(invitee, dispatch), IfComing: false);
            // Staff post a letter on paper at once.
            Signal settled = dispatch.OnPaper
                ? new Signal.LetterPosted(
                    $"{dispatch.Step}",
                    "rehearsal",
                    dispatch.Step,
                    dispatch.Edition,
                    new Posting(PostalWay.Post, now.InUtc().Date, now, null)
                )
                : new Signal.Settled(dispatch.Step, dispatch.Edition, new SendOutcome.Accepted("rehearsed"));
            invitation = InvitationDecider.Decide(invitation, settled, plan, now).Next;
        }
        foreach (var step in plan.Steps.Where(s => s.Kind == LetterKind.Briefing))
        {
            var dispatch = new Dispatch
            {
                Step = step.Id,
                Kind = step.Kind,
                Letter = step.Letter,
                Due = step.Due,
                ClaimedAt = step.Due,
                OnPaper = invitation.Channel == LetterChannel.Paper,
            };
            yield return new RehearsedLetter(step.Due, invitee, dispatch, Moved(invitee, dispatch), IfComing: true);
        }
    }

    /// <summary>The letters of all invitees, by time. Invitees are rehearsed in parallel.</summary>
    public List<RehearsedLetter> LettersFor(IEnumerable<Invitee> invitees) =>
        [
            .. invitees
                .AsParallel()
                .SelectMany(LettersFor)
                .OrderBy(l => l.At)
                .ThenBy(l => l.Invitee.Id.Value, StringComparer.Ordinal),
        ];

    /// <summary>The letters of all invitees by day and step.</summary>
    public IReadOnlyList<RehearsedDay> DaysFor(IEnumerable<Invitee> invitees) =>
        [
            .. LettersFor(invitees)
                .GroupBy(l => (l.At.InZone(campaign.Schedule.Zone).Date, l.Dispatch.Step.Value))
                .Select(g => new RehearsedDay(
                    g.Key.Date,
                    g.Key.Value,
                    g.Min(l => l.At).InZone(campaign.Schedule.Zone).TimeOfDay,
                    g.Count(),
                    g.Count(l => l.Dispatch.OnPaper),
                    [.. g.CountBy(l => l.Invitee.Language).OrderByDescending(c => c.Value)],
                    g.Count(l => l.Moved != Duration.Zero),
                    g.First().IfComing
                ))
                .OrderBy(d => d.Day)
                .ThenBy(d => d.Step, StringComparer.Ordinal),
        ];

    private Duration Moved(Invitee invitee, Dispatch dispatch) =>
        unmoved.For(invitee).Steps.FirstOrDefault(s => s.Id == dispatch.Step) is { } step
            ? dispatch.Due - step.Due
            : Duration.Zero;
}
