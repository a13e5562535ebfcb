using System.Globalization;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Tnef;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>A part of the complete text.</summary>
/// <param name="Kind">What it is; the sender's own text is divided further.</param>
/// <param name="Text">Its text, clean.</param>
internal sealed record TextBlock(SegmentKind Kind, string Text);

/// <summary>An attachment with the way to its content.</summary>
internal sealed record FoundAttachment(MessageAttachment Attachment, Func<Stream> Open);

/// <summary>Walks through the parts of a message and gathers its texts and attachments. The same message always gives
/// the same attachments in the same order.</summary>
internal sealed class MessageWalker
{
    private const string BinaryType = "application/octet-stream";

    private readonly List<(TextPart Part, SegmentKind Kind)> textAttachments = [];
    private int parts;
    private int textLength;

    /// <summary>Whether contents are read. Without, only the way to them is found.</summary>
    public bool IsMeasuring { get; init; }

    /// <summary>Whether the message is a report. A report encloses the message that it is about.</summary>
    public bool IsReport { get; set; }

    public List<TextBlock> Blocks { get; private set; } = [];

    public List<FoundAttachment> Attachments { get; } = [];

    public List<ReadingNote> Notes { get; } = [];

    public CalendarReply? CalendarReply { get; private set; }

    public void Walk(MessageTree tree)
    {
        parts = tree.Parts;
        if (tree.Body is not null)
            Walk(tree.Body, new Position(tree, null, 0, SegmentKind.Own));
        if (Blocks.Count == 0)
            foreach (var (part, kind) in textAttachments)
                AddText(part, kind);
    }

    private void Walk(MimeEntity entity, Position at)
    {
        switch (entity)
        {
            case MultipartAlternative alternative:
                WalkAlternatives(alternative, at);
                break;
            case Multipart multipart:
                WalkMultipart(multipart, at);
                break;
            case MessagePart enclosed:
                WalkEnclosed(enclosed, at);
                break;
            case MimePart part:
                WalkPart(part, at);
                break;
        }
    }

    private void WalkMultipart(Multipart multipart, Position at)
    {
        if (multipart is MultipartEncrypted)
            Notes.Add(new(ReadingNoteCode.Encrypted, NameOf(multipart)));
        if (multipart.Count == 0)
            AddText(multipart.Preamble, at.Kind);
        foreach (var child in multipart)
            Walk(child, at.Deeper());
        AddText(multipart.Epilogue, at.Kind);
    }

    /// <summary>Shows the version that has the words of the others. A version with further words is kept, folded.
    /// </summary>
    private void WalkAlternatives(MultipartAlternative alternative, Position at)
    {
        if (alternative.Count == 0)
            AddText(alternative.Preamble, at.Kind);
        var before = Blocks;
        List<List<TextBlock>> versions = [];
        foreach (var child in alternative)
        {
            Blocks = [];
            Walk(child, at.Deeper());
            if (Blocks.Count > 0)
                versions.Add(Blocks);
        }
        Blocks = before;
        Blocks.AddRange(TextVersions.Choose(versions));
        AddText(alternative.Epilogue, at.Kind);
    }

    private void WalkEnclosed(MessagePart enclosed, Position at)
    {
        var message = enclosed.Message;
        var subject = message is null ? null : HeaderReader.Text(message.Headers, "Subject");
        var index = AddAttachment(enclosed, at, () => at.Tree.OpenEnclosed(enclosed), $"{subject ?? "message"}.eml");
        if (message is null)
            return;
        var kind = IsReport ? SegmentKind.EarlierMessage : SegmentKind.EnclosedMessage;
        AddText(HeaderLines(message.Headers), kind);
        if (message.Body is not null)
            Walk(message.Body, at.Within(index, kind));
    }

    private void WalkPart(MimePart part, Position at)
    {
        var type = part.ContentType;
        if (part is TextPart text && !type.IsMimeType("text", "calendar"))
        {
            WalkText(text, at);
        }
        else
        {
            var index = AddAttachment(part, at, () => OpenContent(part), FallbackName(type));
            if (IsCalendar(part))
                ReadCalendar(part);
            else if (type.IsMimeType("multipart", "*"))
                Notes.Add(new(ReadingNoteCode.DepthCut, Number(MessageLimits.MaxDepth)));
            else if (IsTnef(part))
                WalkTnef(part, at, index);
            else if (IsSigned(part))
                WalkSigned(part, at, index);
            else if (IsMessage(part))
                WalkEncodedMessage(part, at, index);
            else if (type.IsMimeType("application", "rtf") && part.FileName is null)
                AddRtf(part, at.Kind);
            else if (HasUnreadableType(part))
                AddUntyped(part, at.Kind);
        }
    }

    private void WalkText(TextPart part, Position at)
    {
        var isAttachment = part.ContentDisposition?.IsAttachment == true;
        if (isAttachment || part.FileName is not null)
            AddAttachment(part, at, () => OpenContent(part), FallbackName(part.ContentType));
        if (isAttachment)
            textAttachments.Add((part, at.Kind));
        else
            AddText(part, at.Kind);
    }

    private void WalkTnef(MimePart part, Position at, int index)
    {
        TnefContent content;
        using (var stream = OpenContent(part))
            content = TnefContent.Read(stream);
        AddTnef(content, part, at with { Container = index }, []);
    }

    private void AddTnef(TnefContent content, MimePart part, Position at, IReadOnlyList<int> path)
    {
        if (!content.IsComplete)
            Notes.Add(new(ReadingNoteCode.NotOpened, NameOf(part)));
        AddText(content.Text, at.Kind);
        foreach (var found in content.Attachments)
        {
            int[] own = [.. path, found.Number];
            var type = ContentType.TryParse(found.MediaType ?? "", out var parsed) ? parsed.MimeType : BinaryType;
            var attachment = new MessageAttachment(
                Attachments.Count,
                CleanText.FileName(found.Name, $"attachment-{Number(Attachments.Count + 1)}"),
                type.ToLowerInvariant(),
                found.Sniffed,
                found.Size,
                CleanId(found.ContentId),
                IsInline: false,
                at.Container
            );
            Attachments.Add(new(attachment, () => TnefContent.Open(OpenContent(part), own) ?? Stream.Null));
        }
        foreach (var (number, inner) in content.Embedded)
        {
            AddText(inner.Subject.Length > 0 ? $"Subject: {inner.Subject}" : "", SegmentKind.EnclosedMessage);
            AddTnef(inner, part, at with { Kind = SegmentKind.EnclosedMessage }, [.. path, number]);
        }
    }

    private void WalkSigned(MimePart part, Position at, int index)
    {
        if (!SignedContent.MayBeSigned(part.ContentType))
        {
            Notes.Add(new(ReadingNoteCode.Encrypted, NameOf(part)));
            return;
        }
        if (WalkNested(() => SignedContent.Open(OpenContent(part)), isEntity: true, part, at.Within(index, at.Kind)))
            Notes.Add(new(ReadingNoteCode.SignedNotVerified, NameOf(part)));
    }

    private void WalkEncodedMessage(MimePart part, Position at, int index)
    {
        var kind = IsReport ? SegmentKind.EarlierMessage : SegmentKind.EnclosedMessage;
        WalkNested(() => OpenContent(part), isEntity: false, part, at.Within(index, kind));
    }

    private bool WalkNested(Func<Stream> open, bool isEntity, MimePart part, Position at)
    {
        if (at.Depth >= MessageLimits.MaxDepth)
        {
            Notes.Add(new(ReadingNoteCode.DepthCut, Number(MessageLimits.MaxDepth)));
            return false;
        }
        try
        {
            var tree = MessageTree.ParseNested(
                open,
                MessageLimits.MaxDepth - at.Depth,
                MessageLimits.MaxParts - parts,
                isEntity,
                Notes
            );
            parts += tree.Parts;
            if (!isEntity)
                AddText(HeaderLines(tree.Headers), at.Kind);
            if (tree.Body is not null)
                Walk(tree.Body, at with { Tree = tree });
            return true;
        }
        catch (Exception e) when (MessageReader.IsUnreadable(e))
        {
            Notes.Add(new(ReadingNoteCode.NotOpened, NameOf(part)));
            return false;
        }
    }

    private void ReadCalendar(MimePart part)
    {
        if (!IsMeasuring)
            return;
        using var stream = OpenContent(part);
        var bytes = ContentMeasure.ReadBytes(stream, MessageLimits.MaxStructuredBytes);
        var text = TextDecoder.Decode(bytes, part.ContentType.Charset, isHtml: false, out _);
        var (reply, comment) = CalendarReplies.Read(text, part.ContentType.Parameters["method"]);
        CalendarReply ??= reply;
        AddText(comment, SegmentKind.Own);
    }

    private void AddText(TextPart part, SegmentKind kind)
    {
        if (!IsMeasuring)
            return;
        if (part.ContentType.IsMimeType("text", "rtf"))
        {
            AddRtf(part, kind);
            return;
        }
        var hasFooter = Base64Footer.TryDivide(part, out var content, out var footer);
        using var stream = hasFooter ? new MemoryStream(content, writable: false) : OpenContent(part);
        var bytes = part.IsHtml
            ? ContentMeasure.ReadHtmlBytes(stream, MessageLimits.MaxTextPartBytes)
            : ContentMeasure.ReadBytes(stream, MessageLimits.MaxTextPartBytes);
        if (bytes.Length == MessageLimits.MaxTextPartBytes)
            Notes.Add(new(ReadingNoteCode.TextCut));
        var text = TextDecoder.Decode(bytes, part.ContentType.Charset, part.IsHtml, out var isKnown);
        if (!isKnown)
            Notes.Add(new(ReadingNoteCode.UnknownCharset, CleanText.Line(part.ContentType.Charset)));
        var plain = part.IsHtml ? HtmlText.Convert(text) : text;
        // HTML of which nothing can be made is shown as it is, unless it is pictures alone.
        AddText(part.IsHtml && CleanText.IsBlank(plain) && !text.Contains('<') ? text : plain, kind);
        AddText(TextDecoder.Decode(footer, null, isHtml: false, out _), kind);
    }

    /// <summary>RFC 2045 section 5.2: a part without a readable type is text, unless its bytes say otherwise.</summary>
    private void AddUntyped(MimePart part, SegmentKind kind)
    {
        if (!IsMeasuring)
            return;
        using var stream = OpenContent(part);
        var bytes = ContentMeasure.ReadBytes(stream, MessageLimits.MaxTextPartBytes);
        if (!bytes.Contains((byte)0))
            AddText(TextDecoder.Decode(bytes, null, isHtml: false, out _), kind);
    }

    private static bool HasUnreadableType(MimePart part) =>
        part.Headers[HeaderId.ContentType] is { } type
        && !ContentType.TryParse(type, out _)
        && part.FileName is null
        && part.ContentDisposition?.IsAttachment != true;

    private void AddRtf(MimePart part, SegmentKind kind)
    {
        if (!IsMeasuring)
            return;
        using var stream = OpenContent(part);
        AddText(RtfText.Convert(stream), kind);
    }

    private void AddText(string? text, SegmentKind kind)
    {
        if (!IsMeasuring || string.IsNullOrWhiteSpace(text))
            return;
        var left = MessageLimits.MaxTextLength - textLength;
        if (text.Length > left)
        {
            Notes.Add(new(ReadingNoteCode.TextCut));
            text = text[..left];
        }
        var clean = CleanText.Paragraphs(text).Trim('\n').TrimEnd();
        if (string.IsNullOrWhiteSpace(clean))
            return;
        textLength += clean.Length;
        Blocks.Add(new(kind, clean));
    }

    private int AddAttachment(MimeEntity entity, Position at, Func<Stream> open, string fallback)
    {
        var size = 0L;
        string? sniffed = null;
        if (IsMeasuring)
            using (var stream = open())
                (size, sniffed) = ContentMeasure.Read(stream);
        var index = Attachments.Count;
        var attachment = new MessageAttachment(
            index,
            CleanText.FileName(entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? fallback, fallback),
            CleanText.Line(entity.ContentType.MimeType).ToLowerInvariant(),
            sniffed,
            size,
            CleanId(entity.ContentId),
            entity.ContentDisposition is { IsAttachment: false },
            at.Container
        );
        Attachments.Add(new(attachment, open));
        return index;
    }

    private string FallbackName(ContentType type) =>
        $"attachment-{Number(Attachments.Count + 1)}"
        + (MimeTypes.TryGetExtension(type.MimeType, out var extension) ? extension : "");

    private static Stream OpenContent(MimePart part) => part.Content?.Open() ?? Stream.Null;

    private static bool IsTnef(MimePart part) =>
        part is TnefPart || string.Equals(part.FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase);

    private static bool IsMessage(MimePart part) =>
        part.ContentType is var type
        && (
            type.IsMimeType("message", "rfc822") || type.IsMimeType("message", "global") || IsFileOfBytes(part, ".eml")
        );

    private static bool IsCalendar(MimePart part) =>
        part.ContentType.IsMimeType("text", "calendar")
        || part.ContentType.IsMimeType("application", "ics")
        || IsFileOfBytes(part, ".ics");

    /// <summary>RFC 8551 section 3.2.2: a gateway may leave nothing but the name of the file.</summary>
    private static bool IsSigned(MimePart part) =>
        part.ContentType.IsMimeType("application", "pkcs7-mime")
        || part.ContentType.IsMimeType("application", "x-pkcs7-mime")
        || IsFileOfBytes(part, ".p7m");

    /// <summary>Some webmails attach a message or a calendar as a file of bytes.</summary>
    private static bool IsFileOfBytes(MimePart part, string extension) =>
        part.ContentType.IsMimeType("application", "octet-stream")
        && part.FileName?.EndsWith(extension, StringComparison.OrdinalIgnoreCase) == true;

    private static string NameOf(MimeEntity entity) =>
        CleanText.FileName(entity.ContentDisposition?.FileName ?? entity.ContentType.Name, entity.ContentType.MimeType);

    private static string? CleanId(string? id) =>
        string.IsNullOrWhiteSpace(id) ? null : CleanText.Line(id).Trim('<', '>');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string HeaderLines(HeaderList headers)
    {
        var lines = new StringBuilder();
        foreach (var name in (string[])["From", "Date", "To", "Cc", "Subject"])
            if (HeaderReader.Text(headers, name) is { Length: > 0 } value)
                lines.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        return lines.ToString();
    }

    /// <summary>Where the walker is.</summary>
    private sealed record Position(MessageTree Tree, int? Container, int Depth, SegmentKind Kind)
    {
        public Position Deeper() => this with { Depth = Depth + 1 };

        public Position Within(int container, SegmentKind kind) =>
            this with
            {
                Container = container,
                Depth = Depth + 1,
                Kind = kind,
            };
    }
}
