using System.Text;
using MimeKit;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Reads delivery reports (RFC 3464) and read reports (RFC 8098).</summary>
internal static class DeliveryReports
{
    private const int MaxRecipients = 50;

    /// <summary>The kind of report that a message is; null where it is none. Only the message itself counts, not what
    /// it encloses.</summary>
    public static ReportKind? KindOf(MimeEntity? body)
    {
        if (body is not Multipart report || !report.ContentType.IsMimeType("multipart", "report"))
            return body is MimePart part ? KindOf(part.ContentType) : null;
        return report.Select(p => KindOf(p.ContentType)).FirstOrDefault(k => k is not null)
            ?? KindOfType(report.ContentType.Parameters["report-type"]);
    }

    public static DeliveryReport Read(ReportKind kind, MimeEntity body, HeaderList headers)
    {
        List<HeaderList> groups = [];
        IReadOnlyList<MessageHeader> original = [];
        foreach (var part in body is Multipart report ? (IEnumerable<MimeEntity>)report : [body])
            if (KindOf(part.ContentType) is not null && part is MimePart { Content: { } content })
                groups.AddRange(ReadGroups(content));
            else if (part is MessagePart { Message: { } message })
                original = HeaderReader.ReadAll(message.Headers);
            else if (part is MimePart { Content: { } text } && IsOriginal(part.ContentType))
                original = HeaderReader.ReadAll(ReadGroups(text).Take(1).SelectMany(g => g));
        return new DeliveryReport(kind, OriginalId(groups, original, headers), original, Recipients(groups));
    }

    private static bool IsOriginal(ContentType type) =>
        type.IsMimeType("message", "*") || type.IsMimeType("text", "rfc822-headers");

    private static string? OriginalId(
        List<HeaderList> groups,
        IReadOnlyList<MessageHeader> original,
        HeaderList headers
    ) =>
        groups
            .Select(g => HeaderReader.Text(g, "Original-Message-ID"))
            .Append(original.FirstOrDefault(h => IsMessageId(h.Name))?.Value)
            .Append(HeaderReader.Text(headers, "In-Reply-To"))
            .Append(HeaderReader.Text(headers, "X-Failed-Message-ID"))
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .SelectMany(text => HeaderReader.Ids(text!))
            .FirstOrDefault();

    private static bool IsMessageId(string name) => name.Equals("Message-ID", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<ReportedRecipient> Recipients(List<HeaderList> groups) =>
        [
            .. groups
                .Select(g => new ReportedRecipient(
                    Address(HeaderReader.Text(g, "Final-Recipient")),
                    Address(HeaderReader.Text(g, "Original-Recipient")),
                    HeaderReader.Text(g, "Action") ?? HeaderReader.Text(g, "Disposition"),
                    HeaderReader.Text(g, "Status"),
                    HeaderReader.Text(g, "Diagnostic-Code")
                ))
                .Where(r => r.FinalRecipient is not null || r.OriginalRecipient is not null || r.Status is not null)
                .Take(MaxRecipients),
        ];

    /// <summary>The address of <c>rfc822; a@b.example</c>.</summary>
    private static string? Address(string? field) =>
        field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();

    /// <summary>The groups of fields, which blank lines divide.</summary>
    private static IEnumerable<HeaderList> ReadGroups(IMimeContent content)
    {
        using var stream = content.Open();
        var text = TextDecoder.Decode(
            ContentMeasure.ReadBytes(stream, MessageLimits.MaxStructuredBytes),
            null,
            isHtml: false,
            out _
        );
        var groups = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. groups.Take(MaxRecipients + 1).Select(ReadGroup).Where(g => g.Count > 0)];
    }

    private static HeaderList ReadGroup(string group)
    {
        var fields = new HeaderList();
        foreach (var line in group.Replace("\n ", " ").Replace("\n\t", " ").Split('\n').Take(MessageLimits.MaxHeaders))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && IsFieldName(line[..colon]))
                fields.Add(new Header(Encoding.UTF8, line[..colon], line[(colon + 1)..].Trim()));
        return fields;
    }

    private static bool IsFieldName(string name) => name.Length < 100 && name.All(c => c is > ' ' and < '\u007F');

    private static ReportKind? KindOf(ContentType type) =>
        type.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase) ? KindOfType(type.MediaSubtype) : null;

    private static ReportKind? KindOfType(string? type) =>
        type?.Trim().ToUpperInvariant() switch
        {
            "DELIVERY-STATUS" or "GLOBAL-DELIVERY-STATUS" => ReportKind.Delivery,
            "DISPOSITION-NOTIFICATION" or "GLOBAL-DISPOSITION-NOTIFICATION" => ReportKind.Read,
            _ => null,
        };
}
