using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Statements;

/// <summary>The running order of the policy statements over the days offered. A pure function: the same requests, in
/// any order, give the same running order.</summary>
/// <param name="Days">The days, each with its statements in order.</param>
/// <param name="Unplaced">The requests without a place, with the reasons.</param>
public sealed record RunningOrder(IReadOnlyList<RunningDay> Days, IReadOnlyList<UnplacedStatement> Unplaced)
{
    /// <summary>Places those who come. First those whose place staff have fixed; then, by the campaign's rule, those
    /// who asked for a day, on that day and on no other; then those who asked for none, on the first day with room.
    /// Within a day the rule orders all whose place is not fixed.</summary>
    public static RunningOrder Create(
        IReadOnlyList<StatementDay> days,
        StatementRule rule,
        IEnumerable<StatementRequest> requests,
        IEnumerable<StatementPin> pins
    )
    {
        var plan = new StatementPlan(days, pins.ToDictionary(p => p.Invitee));
        var waiting = rule.Order(requests);
        foreach (var request in waiting.Where(plan.IsFixed))
            plan.PlaceFixed(request);
        foreach (var request in waiting.Where(r => !plan.IsFixed(r) && r.Day is not null))
            plan.PlaceOnRequestedDay(request);
        foreach (var request in waiting.Where(r => !plan.IsFixed(r) && r.Day is null))
            plan.PlaceOnAnyDay(request);
        return new RunningOrder(
            [.. days.Select(d => new RunningDay(d, plan.Seat(rule.Order(plan.On(d)))))],
            rule.Order(plan.Unplaced, u => u.Request)
        );
    }
}

/// <summary>One day's statements, in order.</summary>
public sealed record RunningDay(StatementDay Day, IReadOnlyList<StatementRequest> Statements);

/// <summary>A statement for which there is no place.</summary>
public sealed record UnplacedStatement(StatementRequest Request, Reason Reason);

/// <summary>An invitee who takes part and may deliver a statement.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="FrenchName">The State's official short name in French.</param>
/// <param name="Day">The requested day. Null if none.</param>
/// <param name="Language">The language of the statement. Null if not given.</param>
/// <param name="AcceptedAt">The time of the current answer.</param>
public sealed record StatementRequest(
    InviteeId Invitee,
    string FrenchName,
    LocalDate? Day,
    string? Language,
    Instant AcceptedAt
)
{
    /// <summary>The State's official short name in English.</summary>
    public string EnglishName { get; init; } = FrenchName;

    /// <summary>Reads the request of an invitation. Null if the invitee does not take part.</summary>
    public static StatementRequest? From(Invitation invitation) =>
        invitation
            is { Phase: Phase.Answered, Reply: { Answer.Attendance: { } attendance } reply, Invitee: var invitee }
            ? new(
                invitee.Id,
                StateNames.InFrench(invitee.State),
                attendance.StatementDay,
                attendance.StatementLanguage,
                reply.ReceivedAt
            )
            {
                EnglishName = StateNames.InEnglish(invitee.State),
            }
            : null;
}

/// <summary>The rule by which a campaign orders statements.</summary>
public abstract record StatementRule
{
    private StatementRule() { }

    /// <summary>Its name in <c>campaign.json</c>.</summary>
    public abstract string Name { get; }

    /// <summary>By the time of acceptance.</summary>
    public sealed record Acceptance : StatementRule
    {
        public override string Name => "acceptance";

        protected override IOrderedEnumerable<T> By<T>(IEnumerable<T> items, Func<T, StatementRequest> of) =>
            items.OrderBy(i => of(i).AcceptedAt);
    }

    /// <summary>By the States' short names in French, as delegations are seated in the United Nations.</summary>
    public sealed record AlphabeticalFrench : StatementRule
    {
        public override string Name => "alphabetical-french";

        protected override IOrderedEnumerable<T> By<T>(IEnumerable<T> items, Func<T, StatementRequest> of) =>
            items.OrderBy(i => of(i).FrenchName, StateNames.FrenchOrder);
    }

    /// <summary>By lot. The lot of an invitee depends on the seed and the invitee only, so it stays the same when
    /// others accept.</summary>
    public sealed record Lot(string Seed) : StatementRule
    {
        public override string Name => "lot";

        protected override IOrderedEnumerable<T> By<T>(IEnumerable<T> items, Func<T, StatementRequest> of) =>
            items.OrderBy(i => ContentHash.Compute([Seed, of(i).Invitee.Value]), StringComparer.Ordinal);
    }

    internal IReadOnlyList<StatementRequest> Order(IEnumerable<StatementRequest> requests) => Order(requests, r => r);

    internal IReadOnlyList<T> Order<T>(IEnumerable<T> items, Func<T, StatementRequest> of) =>
        [.. By(items, of).ThenBy(i => of(i).Invitee.Value, StringComparer.Ordinal)];

    protected abstract IOrderedEnumerable<T> By<T>(IEnumerable<T> items, Func<T, StatementRequest> of);
}
