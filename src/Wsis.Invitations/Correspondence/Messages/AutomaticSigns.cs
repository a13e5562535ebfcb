using MimeKit;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Tells mail that a machine surely wrote from mail that bears weak signs of it.</summary>
internal static class AutomaticSigns
{
    private static readonly string[] OtherMarks =
    [
        "X-Auto-Response-Suppress",
        "List-Id",
        "X-Autoreply",
        "X-Autorespond",
        "X-Autoresponder",
        "X-Auto-Reply",
    ];

    /// <summary>RFC 3834 section 5: anything but <c>no</c>. RFC 5321 section 4.5.5: reports and automatic answers have
    /// a null return path.</summary>
    public static bool IsAutomatic(HeaderList headers, ReportKind? report, string? returnPath) =>
        report is not null || IsNullPath(headers, returnPath) || IsAutoSubmitted(headers);

    public static IReadOnlyList<string> Marks(HeaderList headers) =>
        [
            .. headers
                .Where(h => IsPrecedence(h) || OtherMarks.Contains(h.Field, StringComparer.OrdinalIgnoreCase))
                .Select(h => $"{h.Field}: {CleanText.Line(h.Value)}")
                .Take(20),
        ];

    private static bool IsPrecedence(Header header) =>
        header.Field.Equals("Precedence", StringComparison.OrdinalIgnoreCase)
        && header.Value.Trim().ToUpperInvariant() is "LIST" or "BULK" or "JUNK" or "AUTO_REPLY";

    private static bool IsNullPath(HeaderList headers, string? returnPath) =>
        returnPath is not null ? returnPath.Trim() is "" or "<>" : headers[HeaderId.ReturnPath]?.Trim() == "<>";

    /// <summary>A parameter or a comment may follow the word.</summary>
    private static bool IsAutoSubmitted(HeaderList headers) =>
        HeaderReader.Text(headers, "Auto-Submitted") is { } value
        && value.Split(';', '(')[0].Trim() is { Length: > 0 } word
        && !word.Equals("no", StringComparison.OrdinalIgnoreCase);
}
