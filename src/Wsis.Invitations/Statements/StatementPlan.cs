using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Statements;

/// <summary>The running order while it is made: who is placed on which day, and who is not placed.</summary>
/// <param name="days">The days, each with its capacity.</param>
/// <param name="pins">The places that staff have fixed.</param>
internal sealed class StatementPlan(IReadOnlyList<StatementDay> days, IReadOnlyDictionary<InviteeId, StatementPin> pins)
{
    private readonly Dictionary<LocalDate, List<StatementRequest>> placed = days.ToDictionary(
        d => d.Day,
        _ => new List<StatementRequest>()
    );

    private readonly Dictionary<LocalDate, int> capacity = days.ToDictionary(d => d.Day, d => d.Capacity);

    private readonly List<UnplacedStatement> unplaced = [];

    public IReadOnlyList<UnplacedStatement> Unplaced => unplaced;

    /// <summary>The statements of a day, in the order in which they were placed.</summary>
    public IReadOnlyList<StatementRequest> On(StatementDay day) => placed[day.Day];

    /// <summary>Whether staff have fixed the place.</summary>
    public bool IsFixed(StatementRequest request) => pins.ContainsKey(request.Invitee);

    public void PlaceFixed(StatementRequest request) =>
        Place(request, pins[request.Invitee].Day, new Reason.FixedDayNotOffered(), max => new Reason.FixedDayFull(max));

    public void PlaceOnRequestedDay(StatementRequest request) =>
        Place(
            request,
            request.Day!.Value,
            new Reason.RequestedDayNotOffered(),
            max => new Reason.RequestedDayFull(max)
        );

    /// <summary>Places a request on the first day with room.</summary>
    public void PlaceOnAnyDay(StatementRequest request)
    {
        if (days.FirstOrDefault(d => placed[d.Day].Count < d.Capacity) is { } day)
            placed[day.Day].Add(request);
        else
            unplaced.Add(
                new UnplacedStatement(
                    request,
                    days.Count == 0 ? new Reason.NoStatementDays() : new Reason.AllDaysFull()
                )
            );
    }

    /// <summary>Orders the statements of a day: fixed places first, the others around them. A place beyond the day's
    /// last statement becomes one of the last.</summary>
    public IReadOnlyList<StatementRequest> Seat(IReadOnlyList<StatementRequest> day)
    {
        var kept = day.Where(IsFixed).ToLookup(r => pins[r.Invitee].Place <= day.Count);
        var seats = kept[true].ToDictionary(r => pins[r.Invitee].Place);
        var others = new Queue<StatementRequest>(
            day.Where(r => !IsFixed(r)).Concat(kept[false].OrderBy(r => pins[r.Invitee].Place))
        );
        return [.. Enumerable.Range(1, day.Count).Select(place => seats.GetValueOrDefault(place) ?? others.Dequeue())];
    }

    private void Place(StatementRequest request, LocalDate day, Reason notOffered, Func<int, Reason> full)
    {
        if (!capacity.TryGetValue(day, out var max))
            unplaced.Add(new UnplacedStatement(request, notOffered));
        else if (placed[day].Count >= max)
            unplaced.Add(new UnplacedStatement(request, full(max)));
        else
            placed[day].Add(request);
    }
}
