using MimeKit;
using MimeKit.Utils;
using NodaTime;
using Wsis.Invitations.Correspondence;

namespace Wsis.SendGrid.Inbound;

/// <summary>An e-mail that was sent to us, whichever way SendGrid posts it.</summary>
internal sealed record InboundMail
{
    /// <summary>The headers that tell staff what they have before them.</summary>
    private static readonly string[] Telling =
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

    /// <summary>Who it went to, by the envelope, or else by the headers.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The envelope's return path: empty for what must never be answered; null where it is not
    /// known.</summary>
    public string? ReturnPath { get; init; }

    public required string From { get; init; }

    /// <summary>The address alone; empty where there is none.</summary>
    public string FromAddress =>
        InternetAddressList.TryParse(From, out var list) && list.Mailboxes.FirstOrDefault() is { } mailbox
            ? mailbox.Address
            : "";

    public required string Subject { get; init; }

    /// <summary>What it says, as plain text, with all that it quotes.</summary>
    public required string Text { get; init; }

    public required IReadOnlyList<CorrespondenceAttachment> Attachments { get; init; }

    public required string Verdict { get; init; }

    public IReadOnlyList<CorrespondenceHeader> TellingHeaders =>
        [
            .. Headers
                .Where(h => Telling.Contains(h.Field, StringComparer.OrdinalIgnoreCase))
                .Select(h => new CorrespondenceHeader(h.Field, h.Value)),
        ];

    /// <summary>Names the mail: its Message-ID, and since anybody can use that again, who it is from and to.</summary>
    public string SourceId =>
        $"{Headers[HeaderId.MessageId] ?? $"{Headers[HeaderId.Date]} {Subject}"} {FromAddress} {string.Join(' ', Recipients.Order(StringComparer.Ordinal))}";

    /// <summary>When the first of the servers that we know took it in: SendGrid's writes the topmost <c>Received</c>.
    /// Null where that cannot be, so that nobody dates a late answer back by more than SendGrid keeps trying.</summary>
    public Instant? ReceivedAt(Instant now, Duration longest) =>
        Headers[HeaderId.Received] is { } trace
        && DateUtils.TryParse(trace[(trace.LastIndexOf(';') + 1)..], out var date)
        && Instant.FromDateTimeOffset(date) is var instant
        && instant <= now
        && instant >= now - longest
            ? instant
            : null;

    public static InboundMail Read(InboundForm form)
    {
        var envelope = form.Json<Envelope>("envelope");
        return form.Raw is { } raw ? OfMessage(Parse(raw), envelope, form) : OfFields(envelope, form);
    }

    private static InboundMail OfMessage(MimeMessage message, Envelope? envelope, InboundForm form) =>
        new()
        {
            Headers = message.Headers,
            ReturnPath = envelope?.From,
            From = message.From.ToString(),
            Subject = message.Subject ?? "",
            Recipients = envelope?.To ?? [.. message.GetRecipients().Select(m => m.Address)],
            Text = message.TextBody ?? PlainText.OfHtml(message.HtmlBody ?? ""),
            Attachments = [.. message.Attachments.Select(Noted)],
            Verdict = VerdictOf(form),
        };

    private static InboundMail OfFields(Envelope? envelope, InboundForm form)
    {
        using var headers = new MemoryStream([.. form.Headers, (byte)'\n', (byte)'\n']);
        return new()
        {
            Headers = HeaderList.Load(headers),
            ReturnPath = envelope?.From,
            From = form.Text("from") ?? "",
            Subject = form.Text("subject") ?? "",
            Recipients = envelope?.To ?? Addresses($"{form.Text("to")}, {form.Text("cc")}"),
            Text = form.Text("text") is { Length: > 0 } text ? text : PlainText.OfHtml(form.Text("html") ?? ""),
            Attachments = [.. form.Files.Select(Noted)],
            Verdict = VerdictOf(form),
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

    private static CorrespondenceAttachment Noted(MimeEntity entity) =>
        new(
            entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "",
            entity.ContentType.MimeType,
            entity is MimePart part ? InboundForm.SizeOf(part) : null
        );

    /// <summary>SendGrid's words on spam, and on whether the sender's domain vouches for the mail.</summary>
    private static string VerdictOf(InboundForm form) =>
        string.Join(
            "; ",
            new[] { ("spam score", "spam_score"), ("SPF", "SPF"), ("DKIM", "dkim") }
                .Select(v => (Name: v.Item1, Text: form.Text(v.Item2)?.Trim()))
                .Where(v => v.Text is { Length: > 0 })
                .Select(v => $"{v.Name} {v.Text}")
        );
}
