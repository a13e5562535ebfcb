using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Invitees;

/// <summary>The names of States for staff.</summary>
public static class StateNames
{
    /// <summary>The State's short name in French or English; its code where it has none.</summary>
    public static string Find(string state, Language language) =>
        language == Language.French ? FrenchNames.Find(state) : EnglishNames.Find(state);

    /// <summary>The names by which staff look for a State.</summary>
    public static IReadOnlyList<string> FindAll(string state) => [EnglishNames.Find(state), FrenchNames.Find(state)];
}
