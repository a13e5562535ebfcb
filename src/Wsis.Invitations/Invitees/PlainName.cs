using System.Globalization;
using System.Text;

namespace Wsis.Invitations.Invitees;

/// <summary>Names as they are compared: their letters and digits, without case and accents.</summary>
internal static class PlainName
{
    public static string From(string name) =>
        string.Concat(
            name.Normalize(NormalizationForm.FormD)
                .ToLowerInvariant()
                .Where(c =>
                    CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                    && (char.IsLetterOrDigit(c) || c is '+' or '-')
                )
        );
}
