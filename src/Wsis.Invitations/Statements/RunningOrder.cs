using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Statements;

/// <summary>The running order of the policy statements over the days offered. A pure function: the same requests, in
/// any order, give the same running order.</summary>
/// <param name="Days">The days, each with its statements in order.</param>
/// <param name="Unplaced">The requests without a place, with the reasons.</param>
public sealed record RunningOrder(IReadOnlyList<RunningDay> Days, IReadOnlyList<UnplacedStatement> Unplaced)
{
    /// <summary>Those who take part and have not said whether they wish a statement. They have no place, unless staff
    /// fix one.</summary>
    public IReadOnlyList<StatementRequest> Undecided { get; init; } = [];

    /// <summary>Places those who wish a statement. First those whose place staff have fixed; then, by the campaign's
    /// rule, those who asked for a day, on that day and on no other; then those who asked for none, on the first day
    /// with room. Within a day the rule orders all whose place is not fixed.</summary>
    public static RunningOrder Create(
        IReadOnlyList<StatementDay> days,
        StatementRule rule,
        IEnumerable<StatementRequest> requests,
        IEnumerable<StatementPin> pins
    )
    {
        var plan = new StatementPlan(days, pins.ToDictionary(p => p.Invitee));
        var asked = rule.Order(requests).ToLookup(r => r.IsWished || plan.IsFixed(r));
        var waiting = asked[true].ToList();
        foreach (var request in waiting.Where(plan.IsFixed))
            plan.PlaceFixed(request);
        foreach (var request in waiting.Where(r => !plan.IsFixed(r) && r.Day is not null))
            plan.PlaceOnRequestedDay(request);
        foreach (var request in waiting.Where(r => !plan.IsFixed(r) && r.Day is null))
            plan.PlaceOnAnyDay(request);
        return new RunningOrder(
            [.. days.Select(d => new RunningDay(d, plan.Seat(rule.Order(plan.On(d)))))],
            rule.Order(plan.Unplaced, u => u.Request)
        )
        {
            Undecided = [.. asked[false]],
        };
    }

    /// <summary>The place of an invitee. Null if there is none.</summary>
    public StatementPlace? FindPlace(InviteeId invitee) => Places.GetValueOrDefault(invitee);

    /// <summary>Those who have a place, in order.</summary>
    internal IEnumerable<StatementRequest> Requests => Days.SelectMany(d => d.Statements);

    /// <summary>The places by invitee.</summary>
    internal IReadOnlyDictionary<InviteeId, StatementPlace> Places { get; } =
        Days.SelectMany(d => d.Statements.Select((s, i) => (s.Invitee, Place: new StatementPlace(d.Day.Day, i + 1))))
            .ToDictionary(p => p.Invitee, p => p.Place);
}

/// <summary>One day's statements, in order.</summary>
public sealed record RunningDay(StatementDay Day, IReadOnlyList<StatementRequest> Statements)
{
    /// <summary>The statements with their times. One begins when the one before ends. What is not finished within the
    /// hours of the day does not fit, and neither does what follows.</summary>
    public IEnumerable<StatementSlot> Slots
    {
        get
        {
            var end = Day.Hours is { } hours ? MinutesOf(hours.From) : 0;
            var close = Day.Hours is { } open ? MinutesOf(open.To) : int.MaxValue;
            foreach (var (index, statement) in Statements.Index())
            {
                var minutes = statement.Minutes ?? Day.UsualMinutes;
                var begin = end;
                end = begin + (minutes ?? 0);
                yield return Day.Hours is not null && end <= close
                    ? new StatementSlot(index + 1, statement, minutes, TimeAt(begin), TimeAt(end))
                    : new StatementSlot(index + 1, statement, minutes, null, null) { Fits = Day.Hours is null };
            }
        }
    }

    private static int MinutesOf(LocalTime time) => (time.Hour * 60) + time.Minute;

    private static LocalTime TimeAt(int minutes) => new(minutes / 60, minutes % 60);
}

/// <summary>A statement in its place on a day.</summary>
/// <param name="Place">The place, from 1.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Minutes">Its minutes: those that were asked for, or else the usual ones. Null where neither is
/// known.</param>
/// <param name="From">When it begins, in the campaign's zone. Null where the hours of the day are not known, or where
/// it does not fit into them.</param>
/// <param name="To">When it ends.</param>
public sealed record StatementSlot(int Place, StatementRequest Statement, int? Minutes, LocalTime? From, LocalTime? To)
{
    /// <summary>False if it does not fit into the hours of the day.</summary>
    public bool Fits { get; init; } = true;
}

/// <summary>A place in the running order.</summary>
/// <param name="Day">The day.</param>
/// <param name="Place">The place on that day, from 1.</param>
public sealed record StatementPlace(LocalDate Day, int Place);

/// <summary>A statement for which there is no place.</summary>
public sealed record UnplacedStatement(StatementRequest Request, Reason Reason);

/// <summary>An invitee who takes part, and wishes a statement or has not said.</summary>
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

    /// <summary>Whether the reply asks for a statement. False: it does not say.</summary>
    public bool IsWished { get; init; } = true;

    /// <summary>The State's ISO 3166-1 alpha-3 code.</summary>
    public string State { get; init; } = "";

    /// <summary>The title or function of the speaker. Empty where it is not known.</summary>
    public string SpeakerTitle { get; init; } = "";

    /// <summary>The name of the speaker. Empty where it is not known.</summary>
    public string SpeakerName { get; init; } = "";

    /// <summary>The minutes that were asked for. Null if none.</summary>
    public int? Minutes { get; init; }

    /// <summary>Reads the request of an invitation. Null if the invitee does not take part or wishes no
    /// statement.</summary>
    public static StatementRequest? From(Invitation invitation)
    {
        if (
            invitation
                is not { CountedReply: { Answer: { Attendance: { } attendance } answer } reply, Invitee: var invitee }
            || attendance.WishesStatement == false
        )
            return null;
        var (title, name) = invitation.Delegation?.FindSpeaker() is { } speaker
            ? (speaker.Function, speaker.FullName)
            : FindSpeaker(invitee, answer, attendance);
        return For(invitee, attendance.StatementDay, reply.ReceivedAt) with
        {
            Language = attendance.StatementLanguage,
            IsWished = attendance.WishesStatement == true,
            SpeakerTitle = title,
            SpeakerName = name,
            Minutes = attendance.StatementMinutes,
        };
    }

    /// <summary>A request without particulars.</summary>
    internal static StatementRequest For(Invitee invitee, LocalDate? day, Instant acceptedAt) =>
        new(invitee.Id, StateNames.InFrench(invitee.State), day, null, acceptedAt)
        {
            EnglishName = StateNames.InEnglish(invitee.State),
            State = invitee.State,
        };

    /// <summary>The speaker that the reply names, or else the representative, or else the person who holds the office.
    /// The speaker of the delegation comes before them.</summary>
    private static (string Title, string Name) FindSpeaker(Invitee invitee, Answer answer, Participation attendance) =>
        (attendance, answer) switch
        {
            ({ SpeakerName: not null } or { SpeakerTitle: not null }, _) => (
                attendance.SpeakerTitle ?? "",
                attendance.SpeakerName ?? ""
            ),
            (_, Answer.Delegated { Representative: var person }) => (person.Title, person.Name),
            _ => (invitee.Office, $"{invitee.Honorific} {invitee.Person}".Trim()),
        };
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
