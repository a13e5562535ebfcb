namespace Wsis.Invitations.Replies;

/// <summary>A person of a delegation.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The title or form of address. Empty if none was given.</param>
/// <param name="Function">The function. Empty if none was given.</param>
/// <param name="Address">The e-mail address. Null if none was given.</param>
/// <param name="Speaks">Whether this person delivers the policy statement. At most one does.</param>
public sealed record DelegationMember(
    string Name,
    string Title = "",
    string Function = "",
    string? Address = null,
    bool Speaks = false
)
{
    /// <summary>Title and name in one line.</summary>
    public string FullName => $"{Title} {Name}".Trim();
}

/// <summary>The persons whom an office named as its delegation. The numbers of the reply follow from them.</summary>
/// <param name="Members">The persons, in the order in which they were named.</param>
/// <param name="Version">How often the delegation was named, this time included. Pages carry it to detect that somebody
/// named others in between.</param>
public sealed record Delegation(IReadOnlyList<DelegationMember> Members, int Version)
{
    /// <summary>The most persons that can be named.</summary>
    public const int MaxMembers = 40;

    /// <summary>The most characters of all persons together. They fit into a property of Table Storage, of 32,768
    /// characters, even where each character is escaped.</summary>
    public const int MaxLength = 6_000;

    /// <summary>The person who delivers the statement. Null if none was named.</summary>
    public DelegationMember? FindSpeaker() => Members.FirstOrDefault(m => m.Speaks);

    /// <summary>How many characters the persons have together.</summary>
    internal static int Measure(IEnumerable<DelegationMember> members) =>
        members.Sum(m => m.Name.Length + m.Title.Length + m.Function.Length + (m.Address?.Length ?? 0));

    public bool Equals(Delegation? other) =>
        other is not null && Version == other.Version && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => HashCode.Combine(Version, Members.Count);
}
