using System.Globalization;
using System.Text;

namespace Wsis.Invitations.Invitees;

/// <summary>The name of a column that a list has beside the standard ones. Letters have it as the field
/// <c>invitee.{name}</c>.</summary>
public static class OwnColumn
{
    /// <summary>The most columns of a list beside the standard ones.</summary>
    public const int MaxColumns = 20;

    /// <summary>The most characters of a name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Makes the name of a heading: in lower case, without accents, and with an underscore in place of
    /// everything that is no letter from A to Z and no digit. <c>N° de dossier</c> becomes
    /// <c>n_de_dossier</c>.</summary>
    /// <returns>The name. Null if it would not begin with a letter, be longer than <see cref="MaxNameLength"/>, or be
    /// that of a standard column.</returns>
    public static string? FindName(string heading) =>
        ToName(heading) is { Length: > 0 and <= MaxNameLength } name
        && char.IsAsciiLetterLower(name[0])
        && !InviteeList.StandardColumns.Contains(name)
            ? name
            : null;

    /// <summary>Writes a heading as a name. It may be none of a column.</summary>
    public static string ToName(string heading)
    {
        var name = new StringBuilder(heading.Length);
        foreach (var c in heading.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                name.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && EndsWord(name))
                name.Append('_');
        while (name.Length > 0 && name[^1] == '_')
            name.Length--;
        return name.ToString();
    }

    private static bool EndsWord(StringBuilder name) => name.Length > 0 && name[^1] != '_';
}
