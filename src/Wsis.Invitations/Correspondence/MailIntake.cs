using System.Security.Cryptography;
using MimeKit.Utils;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Correspondence;

/// <summary>Files an e-mail as a provider received it. The bytes are stored whatever they contain; what they mean only
/// decides with which invitations they are filed. It never answers a mail.</summary>
public sealed class MailIntake(CorrespondenceService correspondence, SenderMatcher matcher, TimeProvider clock)
{
    /// <summary>A provider posts a mail again for at most so long (SendGrid: 72 hours). An older time of arrival is not
    /// believed, so that a sender cannot predate a late reply further.</summary>
    public static readonly Duration MaxAge = Duration.FromHours(73);

    /// <summary>The headers that help staff to judge a mail in a list.</summary>
    private static readonly HashSet<string> Relevant = new(StringComparer.OrdinalIgnoreCase)
    {
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
    };

    /// <summary>Files a mail. The same mail again is filed once.</summary>
    /// <param name="raw">The whole message, seekable.</param>
    /// <param name="envelope">What the provider says about it.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The rows of the message, at least one.</returns>
    /// <exception cref="StoreUnavailableException">It is not filed, or not completely. It must be posted
    /// again.</exception>
    public async Task<IReadOnlyList<CorrespondenceItem>> Receive(
        Stream raw,
        MailEnvelope envelope,
        CancellationToken cancellation
    )
    {
        var content = Read(raw, envelope);
        var match = await matcher.Match(content, envelope, cancellation);
        return await correspondence.File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Mail,
                SourceId = await SourceIdOf(raw, content, envelope, cancellation),
                Invitations = match.Invitations,
                MatchedBy = match.Sign,
                Names = match.Names,
                ReceivedAt = ReceivedAt(content),
                Content = raw,
                From = string.Join(", ", content.From.Select(Display)),
                To = string.Join(", ", content.To.Concat(content.Cc).Select(Display)),
                Subject = content.Subject,
                Text = content.ShownText,
                FoldedText = content.FoldedText,
                MessageId = content.MessageId,
                Headers =
                [
                    .. content
                        .Headers.Where(h => Relevant.Contains(h.Name))
                        .Select(h => new CorrespondenceHeader(h.Name, h.Value)),
                ],
                Attachments =
                [
                    .. content.Attachments.Select(a => new CorrespondenceAttachment(a.Name, a.MediaType, a.Size)),
                ],
                Verdict = envelope.Verdict,
                IsAutomatic = content.IsAutomatic,
                Marks = content.Marks,
                Notes = [.. envelope.Notes, .. content.Notes],
                Report = ReportIn(content),
                ProposedAnswer = content.CalendarReply?.Answer,
            },
            cancellation
        );
    }

    /// <summary>A message that cannot be read at all is filed with its bytes only.</summary>
    private static MessageContent Read(Stream raw, MailEnvelope envelope)
    {
        try
        {
            raw.Position = 0;
            return MessageReader.Read(raw, new MessageContext { ReturnPath = envelope.ReturnPath });
        }
        catch (Exception e) when (e is not (IOException or OutOfMemoryException))
        {
            return new MessageContent { Notes = [new ReadingNote(ReadingNoteCode.NotMime)] };
        }
    }

    /// <summary>The digest of the whole message, with its recipients. A Message-ID is what its sender makes of it: some
    /// programs write none, or always the same, and anybody can write that of another.</summary>
    private static async Task<string> SourceIdOf(
        Stream raw,
        MessageContent content,
        MailEnvelope envelope,
        CancellationToken cancellation
    )
    {
        raw.Position = 0;
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(raw, cancellation));
        var recipients = envelope.Recipients ?? [.. content.To.Concat(content.Cc).Select(a => a.Address)];
        return $"{digest} {string.Join(' ', recipients.Order(StringComparer.Ordinal))}";
    }

    /// <summary>The time at which the provider received the mail, from the topmost header <c>Received</c>. Null if it
    /// cannot be.</summary>
    private Instant? ReceivedAt(MessageContent content)
    {
        var now = clock.GetCurrentInstant();
        return
            Header(content, "Received") is { } trace
            && DateUtils.TryParse(trace[(trace.LastIndexOf(';') + 1)..], out var date)
            && Instant.FromDateTimeOffset(date) is var received
            && received <= now
            && received >= now - MaxAge
            ? received
            : null;
    }

    private static ReportedDelivery? ReportIn(MessageContent content)
    {
        if (content.Report is not { } report)
            return null;
        var recipient = report.Recipients is [var first, ..] ? first : null;
        return new ReportedDelivery(
            report.Kind,
            SenderMatcher.LettersOf(content).Select(l => l.ToString()).FirstOrDefault(),
            recipient?.FinalRecipient ?? recipient?.OriginalRecipient,
            recipient?.Action,
            recipient?.Status,
            recipient?.Diagnostic
        );
    }

    private static string? Header(MessageContent content, string name) =>
        content.Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    private static string Display(MessageAddress address) =>
        address switch
        {
            { Name.Length: 0 } => address.Address,
            { Address.Length: 0 } => address.Name,
            _ => $"{address.Name} <{address.Address}>",
        };
}
