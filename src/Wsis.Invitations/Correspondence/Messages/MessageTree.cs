using System.Globalization;
using MimeKit;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>The parts of a message or of an encoded part.</summary>
internal sealed class MessageTree
{
    private readonly Func<Stream> open;
    private readonly Dictionary<MimeEntity, (long Start, long End)> enclosed = new(ReferenceEqualityComparer.Instance);

    private MessageTree(Func<Stream> open) => this.open = open;

    public HeaderList Headers { get; private set; } = [];

    public MimeEntity? Body { get; private set; }

    public int Parts { get; private set; }

    /// <summary>Parses a message whose contents stay where they are.</summary>
    /// <returns>The tree; null where it is no MIME message.</returns>
    public static MessageTree? TryParse(Stream raw, List<ReadingNote> notes)
    {
        var (message, isCut) = TopHeader.Bound(raw);
        if (isCut)
            notes.Add(new(ReadingNoteCode.HeadersCut));
        try
        {
            var bounds = Scan(message, MessageLimits.MaxDepth, MessageLimits.MaxParts, isEntity: false, notes);
            if (bounds.End is { } end)
                message = new SplicedStream(message, [new(0, end)]);
            // The parser reads each content from the stream when it is opened.
            var tree = new MessageTree(() => message) { Parts = bounds.Parts };
            message.Position = 0;
            tree.Parse(message, MessageLimits.MaxDepth, isEntity: false, isPersistent: true);
            return tree;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Parses what a part contains. Its contents are held in memory.</summary>
    /// <param name="open">Opens the decoded content of the part.</param>
    /// <param name="maxDepth">The nesting that is left.</param>
    /// <param name="maxParts">The number of parts that is left.</param>
    /// <param name="isEntity">Whether it is one part and no message.</param>
    /// <param name="notes">Takes what was cut.</param>
    public static MessageTree ParseNested(
        Func<Stream> open,
        int maxDepth,
        int maxParts,
        bool isEntity,
        List<ReadingNote> notes
    )
    {
        MessageBounds bounds;
        using (var scanned = open())
            bounds = Scan(scanned, maxDepth, maxParts, isEntity, notes);
        var tree = new MessageTree(open) { Parts = bounds.Parts };
        using var stream = new PrefixStream(open(), bounds.End ?? long.MaxValue);
        tree.Parse(stream, maxDepth, isEntity, isPersistent: false);
        return tree;
    }

    /// <summary>The bytes of an enclosed message as they came.</summary>
    public Stream OpenEnclosed(MimeEntity part)
    {
        if (!enclosed.TryGetValue(part, out var range))
            return Stream.Null;
        var stream = open();
        if (stream.CanSeek)
            return new SplicedStream(stream, [new(range.Start, range.End - range.Start)]);
        var left = range.Start;
        var buffer = new byte[16 * 1024];
        for (int read; left > 0 && (read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length))) > 0; )
            left -= read;
        return new PrefixStream(stream, range.End - range.Start);
    }

    private static MessageBounds Scan(Stream stream, int maxDepth, int maxParts, bool isEntity, List<ReadingNote> notes)
    {
        if (stream.CanSeek)
            stream.Position = 0;
        var bounds = MessageBounds.Scan(stream, Options(maxDepth), maxParts, isEntity);
        if (bounds.End is not null)
            notes.Add(
                new(
                    bounds.Reason,
                    bounds.Reason == ReadingNoteCode.PartsCut
                        ? MessageLimits.MaxParts.ToString(CultureInfo.InvariantCulture)
                        : ""
                )
            );
        return bounds;
    }

    private static ParserOptions Options(int maxDepth) => new() { MaxMimeDepth = Math.Max(1, maxDepth) };

    private void Parse(Stream stream, int maxDepth, bool isEntity, bool isPersistent)
    {
        var parser = new MimeParser(Options(maxDepth), stream, isPersistent);
        parser.MimeEntityEnd += (_, e) =>
        {
            if (e.Entity is MessagePart)
                enclosed[e.Entity] = (e.HeadersEndOffset, e.EndOffset);
        };
        if (isEntity)
        {
            Body = parser.ParseEntity();
            return;
        }
        var message = parser.ParseMessage();
        Headers = message.Headers;
        Body = message.Body;
    }
}
