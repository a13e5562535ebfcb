using System.Collections.Immutable;

namespace Wsis.Invitations.Invitees;

/// <summary>The cells of an invitee in the columns that a list has beside the standard ones, by the names of the
/// columns (<see cref="OwnColumn"/>). An empty cell is left out. Two with the same cells are equal.</summary>
public sealed class OwnCells : IEquatable<OwnCells>
{
    public static readonly OwnCells None = new([]);

    public OwnCells(IEnumerable<KeyValuePair<string, string>> cells) =>
        Cells = cells.Where(c => c.Value.Length > 0).ToImmutableSortedDictionary(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, string> Cells { get; }

    /// <summary>The cell of a column. Empty if there is none.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    public bool Equals(OwnCells? other) => other is not null && Cells.SequenceEqual(other.Cells);

    public override bool Equals(object? obj) => Equals(obj as OwnCells);

    public override int GetHashCode() =>
        Cells.Aggregate(0, (hash, cell) => HashCode.Combine(hash, cell.Key, cell.Value));
}
