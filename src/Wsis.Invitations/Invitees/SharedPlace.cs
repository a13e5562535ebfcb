using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Invitees;

/// <summary>Finds a list in which one time zone was given for all, although the States of its invitees lie in different
/// ones. Their letters would arrive at night.</summary>
internal static class SharedPlace
{
    /// <summary>Finds what to warn of: all invitees have one time zone, and the seats of government of their States
    /// have different times when the invitation is due.</summary>
    /// <param name="invitees">The invitees.</param>
    /// <param name="schedule">The schedule. Without hours of sending the zone of an invitee does not matter.</param>
    /// <returns>Null if the list is not such a one.</returns>
    public static ProblemReason? Find(IReadOnlyList<Invitee> invitees, Schedule schedule)
    {
        if (schedule.Window is null || invitees.Count < 2 || invitees.Any(i => i.Zone.Id != invitees[0].Zone.Id))
            return null;
        var zone = invitees[0].Zone;
        var weekend = invitees[0].Weekend.ToString();
        var places = invitees.Select(i => StatePlaces.Find(i.State)).OfType<StatePlace>().ToList();
        if (places.Select(p => OffsetOf(p.Zone)).Distinct().Count() < 2)
            return null;
        var others = places.Count(p => OffsetOf(p.Zone) != zone.GetUtcOffset(schedule.SendInstant));
        var closed = invitees.All(i => i.Weekend.ToString() == weekend) ? places.Count(p => p.Weekend != weekend) : 0;
        return new ProblemReason.OneZoneForAll(zone.Id, invitees.Count, others, closed);

        Offset OffsetOf(string id) => DateTimeZoneProviders.Tzdb[id].GetUtcOffset(schedule.SendInstant);
    }
}
