using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Letters;

/// <summary>Names the time of a campaign's zone by a place: Geneva time, heure de Genève. Readers do not know the names
/// of IANA zones.</summary>
public static class PlaceTime
{
    /// <summary>The name in a language. The place is that of the letters' date, unless it is known to have another time
    /// at the deadline; else the city of the zone.</summary>
    public static string Name(Campaign campaign, Schedule schedule, Language language)
    {
        var zone = schedule.Zone;
        if (zone.Id.StartsWith("Etc/", StringComparison.Ordinal) || !zone.Id.Contains('/', StringComparison.Ordinal))
            return zone.Id[(zone.Id.LastIndexOf('/') + 1)..];
        var city = zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
        var place =
            campaign.Place is { } own && HasTimeOf(own, zone, schedule.DeadlineInstant) ? own.In(language) : city;
        return language.Code switch
        {
            "ar" => $"بتوقيت {place}",
            "en" => $"{place} time",
            "es" => $"hora de {place}",
            "fr" => $"heure {French(place)}",
            // Names of towns are declined: a form that needs the nominative only.
            "ru" => $"время: {place}",
            _ => $"{place}时间",
        };
    }

    private static bool HasTimeOf(LocalizedText place, DateTimeZone zone, Instant at) =>
        place
            .Texts.Values.Select(ZoneNames.Find)
            .OfType<DateTimeZone>()
            .All(z => z.GetUtcOffset(at) == zone.GetUtcOffset(at));

    private static string French(string place) =>
        place.StartsWith("Le ", StringComparison.Ordinal) ? $"du {place[3..]}"
        : place.StartsWith("Les ", StringComparison.Ordinal) ? $"des {place[4..]}"
        : "AÂEÉÈÊIÎOÔUY".Contains(place[0], StringComparison.Ordinal) ? $"d’{place}"
        : $"de {place}";
}
