using System.Globalization;
using System.Text;

namespace Wsis.Invitations.Invitees;

/// <summary>The name of a group of invitees, such as <c>regulators</c>. It is part of the names of letters:
/// <c>invitation.regulators.md</c>.</summary>
public static class GroupName
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxLength = 40;

    /// <summary>Reads a group as people write it. It is stored in lower case, without accents, and with a hyphen
    /// between words, so that one group has one name: <c>Sector Members</c> becomes <c>sector-members</c>.</summary>
    /// <returns>The name. Null if nothing of it is a letter or digit, or if it is longer than
    /// <see cref="MaxLength"/>.</returns>
    public static string? Read(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsLetterOrDigit(c))
                name.Append(c);
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && name.Length > 0
                && name[^1] != '-'
            )
                name.Append('-');
        var read = name.ToString().TrimEnd('-').Normalize();
        return read.Length is > 0 and <= MaxLength ? read : null;
    }

    /// <summary>Whether a text is a name as it is stored.</summary>
    public static bool IsValid(string text) => Read(text) == text;
}
