using System.Text.Json.Serialization.Metadata;
using Wsis.Invitations.Correspondence;

namespace Wsis.TableStorage.Rows;

/// <summary>Stored names that differ from the names in the code. A renamed type or member keeps its stored name, so
/// that builds of different age share a store.</summary>
internal static class StoredNames
{
    private const string Dismissed = "SetAside";

    public static string From(CorrespondenceState state) =>
        state == CorrespondenceState.Dismissed ? Dismissed : state.ToString();

    /// <exception cref="FormatException">The text is not a state.</exception>
    public static CorrespondenceState ParseCorrespondenceState(string text)
    {
        if (text == Dismissed)
            return CorrespondenceState.Dismissed;
        return Enum.TryParse<CorrespondenceState>(text, out var state)
            ? state
            : throw new FormatException($"'{text}' is not a state of correspondence.");
    }

    /// <summary>Gives properties of the JSON in rows their stored names.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Type != typeof(CorrespondenceItem))
            return;
        foreach (var property in type.Properties.Where(p => p.PropertyType == typeof(Resolution)))
            property.Name = "settlement";
    }
}
