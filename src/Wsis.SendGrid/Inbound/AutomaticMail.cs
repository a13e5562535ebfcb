using MimeKit;

namespace Wsis.SendGrid.Inbound;

/// <summary>Tells mail that a program sent from mail that a person did.</summary>
/// <remarks><c>X-Auto-Response-Suppress</c> is no sign of it: registries of ministries set it on letters that people
/// wrote, and out-of-office notes that have it have <c>Auto-Submitted</c> too. An answer that is filed unread is worse
/// than a note that is read.</remarks>
internal static class AutomaticMail
{
    private static readonly string[] Precedences = ["bulk", "list", "junk", "auto_reply"];

    /// <summary>What autoresponders that are older than RFC 3834 set.</summary>
    private static readonly string[] Marks = ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply"];

    public static bool IsAutomatic(InboundMail mail) =>
        HasNoReturn(mail)
        || IsAutoSubmitted(mail.Headers)
        || IsReport(mail.Headers)
        || Precedences.Contains(mail.Headers["Precedence"]?.Trim(), StringComparer.OrdinalIgnoreCase)
        || Marks.Any(m => mail.Headers[m] is not null);

    /// <summary>RFC 5321 section 4.5.5: reports and automatic replies have an empty return path.</summary>
    private static bool HasNoReturn(InboundMail mail) =>
        mail.ReturnPath is { } path ? path.Trim() is "" or "<>" : mail.Headers[HeaderId.ReturnPath]?.Trim() == "<>";

    /// <summary>RFC 3834 section 5: anything but <c>no</c>, which a parameter or a comment may follow.</summary>
    private static bool IsAutoSubmitted(HeaderList headers) =>
        headers["Auto-Submitted"] is { } value
        && !value.Split(';', '(')[0].Trim().Equals("no", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reports of delivery and of reading (RFC 6522).</summary>
    private static bool IsReport(HeaderList headers) =>
        headers[HeaderId.ContentType] is { } text
        && ContentType.TryParse(text, out var type)
        && type.IsMimeType("multipart", "report");
}
