using NodaTime;

namespace Wsis.Invitations.Campaigns;

/// <summary>The hours of working days in which letters may reach an office, in the invitee's own zone and with their
/// own weekend.</summary>
/// <param name="From">The first moment of the day.</param>
/// <param name="To">The end of the day, exclusive; after <paramref name="From"/>.</param>
/// <param name="Holidays">Days on which nothing is sent to anyone.</param>
public sealed record SendingWindow(LocalTime From, LocalTime To, IReadOnlySet<LocalDate> Holidays)
{
    /// <summary>The longest run of days off that is searched for a working day; beyond it the moment stays as it
    /// was.</summary>
    private const int MaxDaysOff = 60;

    /// <summary>The first working moment at or after <paramref name="due"/>.</summary>
    public Instant AtOrAfter(Instant due, DateTimeZone zone, Weekend weekend)
    {
        var local = due.InZone(zone).LocalDateTime;
        if (IsWorkingDay(local.Date, weekend) && local.TimeOfDay >= From && local.TimeOfDay < To)
            return due;
        var day = local.TimeOfDay < From ? local.Date : local.Date.PlusDays(1);
        for (var i = 0; i < MaxDaysOff; i++, day = day.PlusDays(1))
            if (IsWorkingDay(day, weekend))
                return (day + From).InZoneLeniently(zone).ToInstant();
        return due;
    }

    /// <summary>The start of the last working day that begins before <paramref name="limit"/>.</summary>
    public Instant LastOpeningBefore(Instant limit, DateTimeZone zone, Weekend weekend)
    {
        var day = limit.InZone(zone).Date;
        for (var i = 0; i < MaxDaysOff; i++, day = day.PlusDays(-1))
        {
            var opening = (day + From).InZoneLeniently(zone).ToInstant();
            if (opening < limit && IsWorkingDay(day, weekend))
                return opening;
        }
        return limit;
    }

    private bool IsWorkingDay(LocalDate day, Weekend weekend) =>
        !weekend.Contains(day.DayOfWeek) && !Holidays.Contains(day);
}
