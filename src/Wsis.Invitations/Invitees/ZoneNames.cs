using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Wsis.Invitations.Invitees;

/// <summary>Finds a time zone by its IANA name, by the name that Windows, Outlook and Excel give it, or by a
/// city.</summary>
public static class ZoneNames
{
    /// <summary>Cities that the IANA database has no zone for, and names of others that lists have.</summary>
    private static readonly (string City, string Zone)[] OtherCities =
    [
        ("Geneva", "Europe/Zurich"),
        ("Genève", "Europe/Zurich"),
        ("Bern", "Europe/Zurich"),
        ("Berne", "Europe/Zurich"),
        ("Londres", "Europe/London"),
        ("Bruxelles", "Europe/Brussels"),
        ("Moscou", "Europe/Moscow"),
        ("Le Caire", "Africa/Cairo"),
        ("Alger", "Africa/Algiers"),
        ("Beijing", "Asia/Shanghai"),
        ("Pékin", "Asia/Shanghai"),
        ("New Delhi", "Asia/Kolkata"),
        ("Mumbai", "Asia/Kolkata"),
        ("Abu Dhabi", "Asia/Dubai"),
        ("Washington", "America/New_York"),
        ("Brasilia", "America/Sao_Paulo"),
        ("Ottawa", "America/Toronto"),
        ("Canberra", "Australia/Sydney"),
        ("Wellington", "Pacific/Auckland"),
    ];

    private static readonly FrozenDictionary<string, string> Zones = Collect();

    /// <summary>Finds a zone. Null if there is none of this name.</summary>
    /// <param name="text">Such as <c>Europe/Zurich</c>, <c>W. Europe Standard Time</c>,
    /// <c>(UTC+01:00) Amsterdam, Berlin, Bern</c> or <c>New York</c>.</param>
    public static DateTimeZone? Find(string text)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone)
            return zone;
        if (!text.StartsWith("(UTC", StringComparison.OrdinalIgnoreCase))
            return FindByName(text);
        // Windows shows an offset and some cities that share it.
        return text[(text.IndexOf(')', StringComparison.Ordinal) + 1)..]
            .Split(',')
            .Select(FindByName)
            .FirstOrDefault(z => z is not null);
    }

    private static DateTimeZone? FindByName(string name) =>
        PlainName.From(name) is { Length: > 0 } plain && Zones.TryGetValue(plain, out var id)
            ? DateTimeZoneProviders.Tzdb[id]
            : null;

    private static FrozenDictionary<string, string> Collect()
    {
        var source = TzdbDateTimeZoneSource.Default;
        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (city, zone) in OtherCities)
            zones[PlainName.From(city)] = zone;
        foreach (var (windows, zone) in source.WindowsToTzdbIds)
            zones.TryAdd(PlainName.From(windows), zone);
        foreach (var id in source.GetIds())
            zones.TryAdd(PlainName.From(id), id);
        // Names without a city, such as EST or Etc/GMT+1, are found as a whole only.
        foreach (var id in source.GetIds().Where(HasCity))
            zones.TryAdd(PlainName.From(id[(id.LastIndexOf('/') + 1)..]), id);
        return zones.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool HasCity(string id) =>
        id.Contains('/', StringComparison.Ordinal)
        && !id.StartsWith("Etc/", StringComparison.Ordinal)
        && !id.StartsWith("SystemV/", StringComparison.Ordinal);
}
