using MimeKit;

namespace Wsis.SendGrid.Inbound;

/// <summary>Detects mail that a program sent.</summary>
/// <remarks><c>X-Auto-Response-Suppress</c> does not count, because registries of ministries set it on letters that
/// people wrote, and out-of-office notes with it have <c>Auto-Submitted</c> too. A reply that nobody reads is worse
/// than a note that somebody reads.</remarks>
internal static class AutomaticMail
{
    private static readonly string[] Precedences = ["bulk", "list", "junk", "auto_reply"];

    /// <summary>Headers of autoresponders that are older than RFC 3834.</summary>
    private static readonly string[] OldHeaders = ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply"];

    public static bool IsAutomatic(InboundMail mail) =>
        HasEmptyReturnPath(mail)
        || IsAutoSubmitted(mail.Headers)
        || IsReport(mail.Headers)
        || Precedences.Contains(mail.Headers["Precedence"]?.Trim(), StringComparer.OrdinalIgnoreCase)
        || OldHeaders.Any(m => mail.Headers[m] is not null);

    /// <summary>RFC 5321 section 4.5.5: reports and automatic replies have an empty return path.</summary>
    private static bool HasEmptyReturnPath(InboundMail mail) =>
        mail.ReturnPath is { } path ? path.Trim() is "" or "<>" : mail.Headers[HeaderId.ReturnPath]?.Trim() == "<>";

    /// <summary>RFC 3834 section 5: any value but <c>no</c>. A parameter or comment may follow it.</summary>
    private static bool IsAutoSubmitted(HeaderList headers) =>
        headers["Auto-Submitted"] is { } value
        && !value.Split(';', '(')[0].Trim().Equals("no", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reports about delivery and reading (RFC 6522).</summary>
    private static bool IsReport(HeaderList headers) =>
        headers[HeaderId.ContentType] is { } text
        && ContentType.TryParse(text, out var type)
        && type.IsMimeType("multipart", "report");
}
