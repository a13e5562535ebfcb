namespace Wsis.Invitations.Replies;

/// <summary>The names of the answers in forms, counts, filters and letter names (<see cref="Answer.Kind"/>).</summary>
public static class AnswerKinds
{
    public const string Accepted = "accepted";

    public const string Delegated = "delegated";

    public const string Declined = "declined";

    /// <summary>All answers, in the order in which pages offer them.</summary>
    public static readonly IReadOnlyList<string> All = [Accepted, Delegated, Declined];

    /// <summary>The answers of which somebody comes.</summary>
    public static readonly IReadOnlyList<string> Attending = [Accepted, Delegated];

    public static bool Contains(string? kind) => kind is Accepted or Delegated or Declined;
}
