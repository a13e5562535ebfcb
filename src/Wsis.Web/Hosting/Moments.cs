using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Wsis.Web.Hosting;

/// <summary>Writes instants and local times as the staff API shows them.</summary>
internal static class Moments
{
    public static string FormatUtc(Instant moment) => InstantPattern.ExtendedIso.Format(moment);

    [return: NotNullIfNotNull(nameof(moment))]
    public static string? FormatUtc(Instant? moment) => moment is { } at ? FormatUtc(at) : null;

    public static string FormatLocal(LocalDateTime moment) => LocalDateTimePattern.GeneralIso.Format(moment);
}
