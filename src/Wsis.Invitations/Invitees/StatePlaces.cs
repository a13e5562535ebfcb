using System.Collections.Frozen;

namespace Wsis.Invitations.Invitees;

/// <summary>The time zone and the days off of a State's offices, for a list that leaves them out. The file
/// <c>StatePlaces.tsv</c> names its sources.</summary>
public static class StatePlaces
{
    private static readonly FrozenDictionary<string, StatePlace> Places = Read();

    /// <summary>Finds the place of a State by its ISO 3166-1 alpha-3 code. Null where none is known, as
    /// of most territories.</summary>
    public static StatePlace? Find(string state) => Places.GetValueOrDefault(state.ToUpperInvariant());

    private static FrozenDictionary<string, StatePlace> Read()
    {
        using var stream = typeof(StatePlaces).Assembly.GetManifestResourceStream("state-places.tsv")!;
        using var reader = new StreamReader(stream);
        var places = new Dictionary<string, StatePlace>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.Split('\t') is [var state, var zone, var weekend])
                places.Add(state, new StatePlace(zone, weekend));
        return places.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Where a State's offices are.</summary>
/// <param name="Zone">The IANA time zone of the seat of government.</param>
/// <param name="Weekend">The days off, as a list has them: <c>Sat Sun</c>.</param>
public sealed record StatePlace(string Zone, string Weekend);
