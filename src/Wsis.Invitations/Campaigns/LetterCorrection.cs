using NodaTime;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Campaigns;

/// <summary>A corrected text of a letter of a launched campaign, or the text of one that was added after the launch.
/// Letters that are claimed after its approval have it.</summary>
/// <param name="Language">The language of the letter.</param>
/// <param name="Letter">The name of the letter, perhaps for a group (<see cref="LetterName"/>).</param>
/// <param name="Hash">The SHA-256 of its text, under which it is stored.</param>
/// <param name="By">The people who wrote it, in the order of their texts.</param>
/// <param name="At">When the latest of them did.</param>
/// <param name="ApprovedBy">The person who approved it. Null while it waits for the approval.</param>
/// <param name="ApprovedAt">When they did.</param>
public sealed record LetterCorrection(
    Language Language,
    string Letter,
    string Hash,
    IReadOnlyList<string> By,
    Instant At,
    string? ApprovedBy = null,
    Instant? ApprovedAt = null
)
{
    /// <summary>The most approved corrections of a campaign. They are stored in one property of its row.</summary>
    public const int MaxApproved = 80;

    /// <summary>Whether a letter to an invitee can have this text.</summary>
    public bool Concerns(Invitee invitee, string letter) =>
        LetterName.From(Letter) is var name
        && name.Letter == letter
        && (name.Group.Length == 0 || name.Group == invitee.Group)
        && invitee.Languages.Contains(Language);

    /// <summary>Whether it is a text of this letter.</summary>
    public bool IsOf(Language language, string letter) => Language == language && Letter == letter;
}
