using NodaTime;

namespace Wsis.Invitations.Campaigns;

/// <summary>The dates and periods that a campaign may have. Every sum of them is a date that the calendar
/// has.</summary>
internal static class DateBounds
{
    private const int MaxDays = 10 * 366;

    public static bool Allows(LocalDate date) => date.Year is >= 1900 and <= 2999;

    /// <param name="period">A normalized period: its hours and smaller units are less than a day.</param>
    public static bool Allows(Period period) =>
        Math.Abs((period.Years * 366L) + (period.Months * 31L) + (period.Weeks * 7L) + period.Days) <= MaxDays;
}
