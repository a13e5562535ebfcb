using MimeKit;
using MimeKit.Utils;
using NodaTime;
using Wsis.Invitations.Correspondence;

namespace Wsis.SendGrid.Inbound;

/// <summary>An e-mail that SendGrid received.</summary>
internal sealed record InboundMail
{
    /// <summary>The headers that help staff to understand the mail.</summary>
    private static readonly string[] Relevant =
    [
        "Date",
        "To",
        "Cc",
        "Reply-To",
        "Message-ID",
        "In-Reply-To",
        "Auto-Submitted",
        "Precedence",
        "X-Autoreply",
        "List-Id",
        "Content-Type",
    ];

    public required HeaderList Headers { get; init; }

    /// <summary>The recipients according to the envelope, or without one according to the headers.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The return path of the envelope: empty if the mail must not be answered; null if it is
    /// unknown.</summary>
    public string? ReturnPath { get; init; }

    public required string From { get; init; }

    /// <summary>The address without the name; empty if there is none.</summary>
    public string FromAddress =>
        InternetAddressList.TryParse(From, out var list) && list.Mailboxes.FirstOrDefault() is { } mailbox
            ? mailbox.Address
            : "";

    public required string Subject { get; init; }

    /// <summary>The plain text, including quotations.</summary>
    public required string Text { get; init; }

    public required IReadOnlyList<CorrespondenceAttachment> Attachments { get; init; }

    public required string Verdict { get; init; }

    public IReadOnlyList<CorrespondenceHeader> RelevantHeaders =>
        [
            .. Headers
                .Where(h => Relevant.Contains(h.Field, StringComparer.OrdinalIgnoreCase))
                .Select(h => new CorrespondenceHeader(h.Field, h.Value)),
        ];

    /// <summary>Identifies the mail: the Message-ID with sender and recipients, because a sender can reuse the
    /// Message-ID of another.</summary>
    public string SourceId
    {
        get
        {
            var id = Headers[HeaderId.MessageId] ?? $"{Headers[HeaderId.Date]} {Subject}";
            return $"{id} {FromAddress} {string.Join(' ', Recipients.Order(StringComparer.Ordinal))}";
        }
    }

    /// <summary>The time at which SendGrid received the mail, from the topmost header <c>Received</c>. Null if it is in
    /// the future or older than SendGrid's retries, so that a sender cannot predate a late reply further.</summary>
    public Instant? ReceivedAt(Instant now, Duration maxAge) =>
        Headers[HeaderId.Received] is { } trace
        && DateUtils.TryParse(trace[(trace.LastIndexOf(';') + 1)..], out var date)
        && Instant.FromDateTimeOffset(date) is var instant
        && instant <= now
        && instant >= now - maxAge
            ? instant
            : null;

    public static InboundMail Read(InboundForm form)
    {
        var envelope = form.ReadJson<Envelope>("envelope");
        return form.Raw is { } raw ? FromMessage(Parse(raw), envelope, form) : FromFields(envelope, form);
    }

    private static InboundMail FromMessage(MimeMessage message, Envelope? envelope, InboundForm form) =>
        new()
        {
            Headers = message.Headers,
            ReturnPath = envelope?.From,
            From = message.From.ToString(),
            Subject = message.Subject ?? "",
            Recipients = envelope?.To ?? [.. message.GetRecipients().Select(m => m.Address)],
            Text = message.TextBody ?? PlainText.FromHtml(message.HtmlBody ?? ""),
            Attachments = [.. message.Attachments.Select(Describe)],
            Verdict = ReadVerdict(form),
        };

    private static InboundMail FromFields(Envelope? envelope, InboundForm form)
    {
        using var headers = new MemoryStream([.. form.Headers, (byte)'\n', (byte)'\n']);
        return new()
        {
            Headers = HeaderList.Load(headers),
            ReturnPath = envelope?.From,
            From = form.ReadText("from") ?? "",
            Subject = form.ReadText("subject") ?? "",
            Recipients = envelope?.To ?? Addresses($"{form.ReadText("to")}, {form.ReadText("cc")}"),
            Text = form.ReadText("text") is { Length: > 0 } text
                ? text
                : PlainText.FromHtml(form.ReadText("html") ?? ""),
            Attachments = [.. form.Files.Select(Describe)],
            Verdict = ReadVerdict(form),
        };
    }

    private static MimeMessage Parse(byte[] raw)
    {
        using var stream = new MemoryStream(raw, writable: false);
        return MimeMessage.Load(stream);
    }

    private static string[] Addresses(string list) =>
        InternetAddressList.TryParse(list.Trim(' ', ','), out var parsed)
            ? [.. parsed.Mailboxes.Select(m => m.Address)]
            : [];

    private static CorrespondenceAttachment Describe(MimeEntity entity) =>
        new(
            entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "",
            entity.ContentType.MimeType,
            entity is MimePart part ? InboundForm.MeasureSize(part) : null
        );

    /// <summary>The results of SendGrid for spam and for authentication of the sender's domain.</summary>
    private static string ReadVerdict(InboundForm form) =>
        string.Join(
            "; ",
            new[] { ("spam score", "spam_score"), ("SPF", "SPF"), ("DKIM", "dkim") }
                .Select(v => (Name: v.Item1, Text: form.ReadText(v.Item2)?.Trim()))
                .Where(v => v.Text is { Length: > 0 })
                .Select(v => $"{v.Name} {v.Text}")
        );
}
