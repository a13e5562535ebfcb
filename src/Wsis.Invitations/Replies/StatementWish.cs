namespace Wsis.Invitations.Replies;

/// <summary>The answers to the question whether a policy statement is wished, in forms and in the API.</summary>
public static class StatementWish
{
    public const string Wished = "wished";

    public const string None = "none";

    /// <summary>Not yet decided. A reply keeps it as not said.</summary>
    public const string Undecided = "undecided";

    /// <summary>All, in the order in which pages offer them.</summary>
    public static readonly IReadOnlyList<string> All = [Wished, None, Undecided];

    /// <summary>The name of what a reply says; null where it says nothing.</summary>
    public static string? From(bool? isWished) =>
        isWished switch
        {
            true => Wished,
            false => None,
            null => null,
        };
}
