using NodaTime;

namespace Wsis.Invitations.Workflow;

/// <summary>How a letter on paper left the house.</summary>
public enum PostalWay
{
    Post,
    Fax,

    /// <summary>By diplomatic pouch, or by a messenger.</summary>
    Pouch,
}

/// <summary>How and when staff sent a letter on paper.</summary>
/// <param name="Way">The way.</param>
/// <param name="On">The day, in the campaign's zone.</param>
/// <param name="At">The last moment of that day, or that at which staff marked it if that was earlier.</param>
/// <param name="Number">The tracking number, or that of the note. Null if there is none.</param>
public sealed record Posting(PostalWay Way, LocalDate On, Instant At, string? Number)
{
    /// <summary>The most characters of a number.</summary>
    public const int MaxNumberLength = 100;

    /// <summary>The most characters of what the post wrote on a letter that came back.</summary>
    public const int MaxNoteLength = 200;
}
