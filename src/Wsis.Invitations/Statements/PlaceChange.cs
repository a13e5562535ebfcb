using NodaTime;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Statements;

/// <summary>A place in the running order that is another one than before.</summary>
/// <param name="Request">The invitee with its statement.</param>
/// <param name="FromDay">The day before. Null where there was no place.</param>
/// <param name="From">The place before.</param>
/// <param name="ToDay">The day now. Null where there is no place any more.</param>
/// <param name="To">The place now.</param>
public sealed record PlaceChange(StatementRequest Request, LocalDate? FromDay, int? From, LocalDate? ToDay, int? To)
{
    /// <summary>The change as text: <c>20 March 2018, 3 → 2</c>.</summary>
    /// <param name="day">Writes a day.</param>
    /// <param name="none">The text for no place.</param>
    public string Format(Func<LocalDate, string> day, string none)
    {
        var before = From is { } from && FromDay is { } first ? $"{day(first)}, {from}" : none;
        var after =
            To is not { } to || ToDay is not { } second ? none
            : ToDay == FromDay ? $"{to}"
            : $"{day(second)}, {to}";
        return $"{before} → {after}";
    }

    /// <summary>The differences of two running orders: first those of the invitee whose answer is another one, then by
    /// the place before.</summary>
    public static IReadOnlyList<PlaceChange> Find(RunningOrder before, RunningOrder after, InviteeId cause) =>
        [
            .. before
                .Requests.Concat(after.Requests)
                .DistinctBy(r => r.Invitee)
                .Select(r => (Request: r, Before: before.FindPlace(r.Invitee), After: after.FindPlace(r.Invitee)))
                .Where(c => c.Before != c.After)
                .Select(c => new PlaceChange(c.Request, c.Before?.Day, c.Before?.Place, c.After?.Day, c.After?.Place))
                .OrderBy(c => c.Request.Invitee != cause)
                .ThenBy(c => c.FromDay ?? c.ToDay)
                .ThenBy(c => c.From ?? c.To),
        ];
}
