using MimeKit;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Reads a message as it came. Reading never fails because of what a message contains: parts that cannot be
/// understood are shown as they are (DESIGN section 12).</summary>
public static class MessageReader
{
    /// <summary>Reads everything that staff must see.</summary>
    /// <param name="raw">The message, from its first byte. The stream is seekable and stays open. Attachments are read
    /// from it piece by piece.</param>
    /// <param name="context">What is known beside the message.</param>
    /// <exception cref="IOException">The stream itself cannot be read.</exception>
    public static MessageContent Read(Stream raw, MessageContext? context = null)
    {
        using var source = new SourceStream(raw);
        var content = Read(source, context ?? MessageContext.None);
        source.ThrowIfFailed();
        return content;
    }

    /// <summary>Opens the decoded content of an attachment.</summary>
    /// <param name="raw">The same message. It must stay open while the content is read.</param>
    /// <param name="index">The attachment's <see cref="MessageAttachment.Index"/>.</param>
    /// <returns>The content, to be read once and disposed; null where the message has no such attachment.</returns>
    public static Stream? OpenAttachment(Stream raw, int index)
    {
        // The content reads from the source, which holds nothing that must be disposed before it.
        var source = new SourceStream(raw);
        var walker = new MessageWalker { IsMeasuring = false };
        try
        {
            if (MessageTree.TryParse(source, walker.Notes) is not { } tree)
                return null;
            walker.Walk(tree);
        }
        catch (FormatException)
        {
            return null;
        }
        source.ThrowIfFailed();
        return index >= 0 && index < walker.Attachments.Count ? walker.Attachments[index].Open() : null;
    }

    /// <summary>True for what a parser throws at a content that it does not understand.</summary>
    internal static bool IsUnreadable(Exception e) => e is not (OutOfMemoryException or OperationCanceledException);

    private static MessageContent Read(SourceStream source, MessageContext context)
    {
        var walker = new MessageWalker { IsMeasuring = true };
        if (MessageTree.TryParse(source, walker.Notes) is not { } tree)
            return ReadAsText(source, walker.Notes);
        var report = DeliveryReports.KindOf(tree.Body);
        walker.IsReport = report is not null;
        walker.Walk(tree);
        var headers = tree.Headers;
        var all = tree.Body is { } body ? headers.Concat(body.Headers) : headers;
        if (headers.Any(HeaderReader.IsCut) && walker.Notes.All(n => n.Code != ReadingNoteCode.HeadersCut))
            walker.Notes.Add(new(ReadingNoteCode.HeadersCut));
        var subject = HeaderReader.Text(headers, "Subject") ?? "";
        return new MessageContent
        {
            From = HeaderReader.Addresses(headers, HeaderId.From, walker.Notes),
            To = HeaderReader.Addresses(headers, HeaderId.To, walker.Notes),
            Cc = HeaderReader.Addresses(headers, HeaderId.Cc, walker.Notes),
            ReplyTo = HeaderReader.Addresses(headers, HeaderId.ReplyTo, walker.Notes),
            Subject = subject,
            Date = HeaderReader.Date(headers),
            MessageId = HeaderReader.Ids(headers, "Message-ID") is [var id, ..] ? id : null,
            InReplyTo = HeaderReader.Ids(headers, "In-Reply-To"),
            References = HeaderReader.Ids(headers, "References"),
            Headers = HeaderReader.ReadAll(all),
            Segments = new TextFolder(subject, context).Fold(walker.Blocks),
            Attachments = [.. walker.Attachments.Select(a => a.Attachment)],
            CalendarReply = walker.CalendarReply,
            Report = report is { } kind ? DeliveryReports.Read(kind, tree.Body!, headers) : null,
            IsAutomatic = AutomaticSigns.IsAutomatic(headers, report, context.ReturnPath),
            Marks = AutomaticSigns.Marks(headers),
            Notes = [.. walker.Notes.Distinct()],
        };
    }

    private static MessageContent ReadAsText(SourceStream source, List<ReadingNote> notes)
    {
        source.Position = 0;
        var bytes = ContentMeasure.ReadBytes(source, MessageLimits.MaxTextPartBytes);
        var text = CleanText.Paragraphs(TextDecoder.Decode(bytes, null, isHtml: false, out _));
        notes.Add(new(ReadingNoteCode.NotMime));
        if (text.Length > MessageLimits.MaxTextLength || source.Length > bytes.Length)
            notes.Add(new(ReadingNoteCode.TextCut));
        text = text[..Math.Min(text.Length, MessageLimits.MaxTextLength)].Trim();
        return new MessageContent
        {
            Segments = text.Length == 0 ? [] : [new(SegmentKind.Own, text)],
            Notes = [.. notes.Distinct()],
        };
    }

    /// <summary>Remembers a failure of the stored message, which must not be taken for a fault of its contents.
    /// </summary>
    private sealed class SourceStream(Stream raw) : ReadOnlyStream
    {
        private Exception? failure;

        public override bool CanSeek => true;

        public override long Length => raw.Length;

        public override long Position
        {
            get => raw.Position;
            set => raw.Position = value;
        }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return raw.Read(buffer);
            }
            catch (Exception e)
            {
                failure = e;
                throw;
            }
        }

        public override long Seek(long offset, SeekOrigin origin) => raw.Seek(offset, origin);

        public void ThrowIfFailed()
        {
            if (failure is not null)
                throw new IOException("The stored message cannot be read.", failure);
        }
    }
}
