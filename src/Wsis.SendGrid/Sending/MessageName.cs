using System.Globalization;
using System.Text;
using Wsis.Invitations.Letters;

namespace Wsis.SendGrid.Sending;

/// <summary>Converts names to a form that SendGrid accepts in addresses and attachments.</summary>
internal static class MessageName
{
    /// <summary>The display name of a recipient, which must not contain <c>,</c> or <c>;</c>; null if nothing
    /// remains.</summary>
    public static string? ForRecipient(string name)
    {
        var words = TextSanitizer.Line(name).Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    /// <summary>The display name of the sender. "Unicode encoding is not supported for the from field", so accents
    /// are removed. A name in another script is left out; then the sender has an address only.</summary>
    public static string? ForSender(string name)
    {
        var plain = string.Concat(
            (ForRecipient(name) ?? "")
                .Normalize(NormalizationForm.FormD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        );
        return plain.Length > 0 && plain.All(char.IsAscii) ? plain : null;
    }

    /// <summary>The file name of an attachment, which must not contain <c>,</c> or <c>;</c>.</summary>
    public static string ForFile(string name) => ForRecipient(name) ?? "attachment";

    /// <summary>The media type without parameters, which SendGrid refuses.</summary>
    public static string ForMediaType(string type) =>
        TextSanitizer.Line(type.Split(';', ',')[0]) is { Length: > 0 } bare ? bare : "application/octet-stream";
}
