using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Wsis.Invitations.Invitees;

/// <summary>Finds a time zone by its IANA name, by the name that Windows, Outlook and Excel give it, or by a city in
/// one of the six languages. The file <c>ZoneCities.tsv</c> names its sources.</summary>
public static class ZoneNames
{
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
        foreach (var (city, zone) in ReadCities())
            zones.Add(PlainName.From(city), zone);
        foreach (var (windows, zone) in source.WindowsToTzdbIds)
            zones.TryAdd(PlainName.From(windows), zone);
        foreach (var id in source.GetIds())
            zones.TryAdd(PlainName.From(id), id);
        // Names without a city, such as EST or Etc/GMT+1, are found as a whole only.
        foreach (var id in source.GetIds().Where(HasCity))
            zones.TryAdd(PlainName.From(id[(id.LastIndexOf('/') + 1)..]), id);
        return zones.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Cities that the IANA database has no zone for, and names of others in the six languages.</summary>
    private static IEnumerable<(string City, string Zone)> ReadCities()
    {
        using var stream = typeof(ZoneNames).Assembly.GetManifestResourceStream("zone-cities.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.Split('\t') is [var zone, .. var cities])
                foreach (var city in cities)
                    yield return (city, zone);
    }

    private static bool HasCity(string id) =>
        id.Contains('/', StringComparison.Ordinal)
        && !id.StartsWith("Etc/", StringComparison.Ordinal)
        && !id.StartsWith("SystemV/", StringComparison.Ordinal);
}
