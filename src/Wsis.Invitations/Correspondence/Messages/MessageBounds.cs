using MimeKit;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Finds how much of a message a parser may build a tree of. It reads the message without keeping anything of
/// it.</summary>
internal sealed class MessageBounds : MimeReader
{
    private readonly CountingStream stream;
    private readonly int maxParts;
    private long headersBegin;
    private int headers;
    private long outsideBegin;
    private long outside;

    private MessageBounds(ParserOptions options, CountingStream stream, int maxParts)
        : base(options, stream)
    {
        this.stream = stream;
        this.maxParts = maxParts;
        stream.Bounds = this;
    }

    /// <summary>The number of parts.</summary>
    public int Parts { get; private set; }

    /// <summary>Where the parser must stop; null where it may read to the end.</summary>
    public long? End { get; private set; }

    /// <summary>Why it must stop there.</summary>
    public ReadingNoteCode Reason { get; private set; }

    private bool IsInHeaders { get; set; }

    /// <exception cref="FormatException">It is no MIME message.</exception>
    public static MessageBounds Scan(Stream message, ParserOptions options, int maxParts, bool isEntity)
    {
        using var counting = new CountingStream(message);
        var bounds = new MessageBounds(options, counting, maxParts);
        try
        {
            if (isEntity)
                bounds.ReadEntity();
            else
                bounds.ReadMessage();
        }
        catch (LimitException) { }
        return bounds;
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        headersBegin = beginOffset;
        headers = 0;
        IsInHeaders = true;
        stream.Mark();
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        // The header of the message itself is bounded before, and its body must not be lost.
        if (++headers > MessageLimits.MaxHeaders && headersBegin > 0)
            Stop(headersBegin, ReadingNoteCode.HeadersCut);
    }

    protected override void OnHeadersEnd(
        long beginOffset,
        int beginLineNumber,
        long endOffset,
        int endLineNumber,
        CancellationToken cancellationToken
    ) => IsInHeaders = false;

    protected override void OnMimePartBegin(ContentType type, long offset, int line, CancellationToken cancellation) =>
        Count(offset);

    protected override void OnMultipartBegin(ContentType type, long offset, int line, CancellationToken cancellation) =>
        Count(offset);

    protected override void OnMessagePartBegin(
        ContentType type,
        long offset,
        int line,
        CancellationToken cancellation
    ) => Count(offset);

    protected override void OnMultipartPreambleBegin(long offset, int line, CancellationToken cancellation)
    {
        outsideBegin = offset;
        outside = 0;
    }

    protected override void OnMultipartPreambleRead(
        byte[] buffer,
        int startIndex,
        int count,
        CancellationToken cancellation
    ) => CountOutside(count);

    protected override void OnMultipartEpilogueBegin(long offset, int line, CancellationToken cancellation)
    {
        outsideBegin = offset;
        outside = 0;
    }

    protected override void OnMultipartEpilogueRead(
        byte[] buffer,
        int startIndex,
        int count,
        CancellationToken cancellation
    ) => CountOutside(count);

    /// <summary>A parser holds the text before the first and after the last part in memory.</summary>
    private void CountOutside(int count)
    {
        outside += count;
        if (outside > MessageLimits.MaxTextLength)
            Stop(outsideBegin + MessageLimits.MaxTextLength, ReadingNoteCode.TextCut);
    }

    private void Count(long offset)
    {
        if (Parts >= maxParts)
            Stop(offset, ReadingNoteCode.PartsCut);
        Parts++;
    }

    private void Stop(long end, ReadingNoteCode reason)
    {
        End = end;
        Reason = reason;
        throw new LimitException();
    }

    /// <summary>Stops the reader in a header that is too long, which the reader would hold in memory.</summary>
    private sealed class CountingStream(Stream inner) : ReadOnlyStream
    {
        private long read;
        private long marked;

        public MessageBounds? Bounds { get; set; }

        public void Mark() => marked = read;

        public override int Read(Span<byte> buffer)
        {
            if (Bounds is { IsInHeaders: true } bounds && read - marked > 2 * MessageLimits.MaxHeaderBlockBytes)
                bounds.Stop(bounds.headersBegin, ReadingNoteCode.HeadersCut);
            var count = inner.Read(buffer);
            read += count;
            return count;
        }
    }

    private sealed class LimitException : Exception;
}
