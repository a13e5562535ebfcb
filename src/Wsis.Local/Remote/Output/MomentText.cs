using NodaTime.Text;
using Wsis.Invitations.Letters;

namespace Wsis.Local.Remote.Output;

/// <summary>Shows a moment of the staff API to a person.</summary>
internal static class MomentText
{
    /// <param name="utc">The moment as the API writes it: <c>2017-12-08T08:00:00Z</c>.</param>
    /// <returns><c>8 December 2017, 08:00 UTC</c>. Another text stays as it is.</returns>
    public static string Format(string utc) =>
        InstantPattern.ExtendedIso.Parse(utc).TryGetValue(default, out var moment)
            ? CalendarText.Moment(moment, null, Language.English)
            : utc;

    /// <param name="local">The moment as the API writes it: <c>2018-01-22T00:00:00</c>.</param>
    /// <returns><c>22 January 2018, 00:00</c>. Another text stays as it is.</returns>
    public static string FormatLocal(string local) =>
        LocalDateTimePattern.ExtendedIso.Parse(local).TryGetValue(default, out var moment)
            ? CalendarText.Moment(moment, Language.English)
            : local;
}
