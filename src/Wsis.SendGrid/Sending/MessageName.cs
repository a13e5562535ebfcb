using System.Globalization;
using System.Text;
using Wsis.Invitations.Letters;

namespace Wsis.SendGrid.Sending;

/// <summary>Names as SendGrid takes them in addresses and attachments.</summary>
internal static class MessageName
{
    /// <summary>The display name of a recipient, which must not contain <c>,</c> or <c>;</c>; null where nothing is
    /// left of it.</summary>
    public static string? OfRecipient(string name)
    {
        var words = TextSanitizer.Line(name).Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    /// <summary>The display name of the sender. "Unicode encoding is not supported for the from field": accents are
    /// taken off; a name in another script is left out, and the address stands alone.</summary>
    public static string? OfSender(string name)
    {
        var plain = string.Concat(
            (OfRecipient(name) ?? "")
                .Normalize(NormalizationForm.FormD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        );
        return plain.Length > 0 && plain.All(char.IsAscii) ? plain : null;
    }

    /// <summary>An attachment's file name, which must not contain <c>,</c> or <c>;</c>.</summary>
    public static string OfFile(string name) => OfRecipient(name) ?? "attachment";

    /// <summary>A media type without its parameters, which SendGrid refuses.</summary>
    public static string OfMediaType(string type) =>
        TextSanitizer.Line(type.Split(';', ',')[0]) is { Length: > 0 } bare ? bare : "application/octet-stream";
}
