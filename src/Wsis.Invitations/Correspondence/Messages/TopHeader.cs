namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Bounds the header of a message before a parser sees it, because a parser holds a whole header field in
/// memory.</summary>
internal static class TopHeader
{
    /// <summary>The most fields that describe the body and are kept over the limits. Without them a body cannot be
    /// read, and programs write them last.</summary>
    private const int MaxDescriptions = 6;

    private static readonly byte[] LineBreak = "\r\n"u8.ToArray();

    /// <summary>The message with the beginnings of its header fields, and with its body.</summary>
    public static (Stream Message, bool IsCut) Bound(Stream raw)
    {
        raw.Position = 0;
        var scan = new Scan();
        var buffer = new byte[16 * 1024];
        for (int read; !scan.IsAtBody && (read = raw.Read(buffer, 0, buffer.Length)) > 0; )
            scan.Feed(buffer.AsSpan(0, read));
        raw.Position = 0;
        return scan.Finish(raw.Length) is { } splices ? (new SplicedStream(raw, splices), true) : (raw, false);
    }

    private sealed class Scan
    {
        private readonly List<Splice> kept = [];
        private long offset;
        private long keptFrom;
        private long keptBytes;
        private long fieldStart;
        private int fields;
        private long lineStart;
        private bool isSkipping;
        private bool isCut;
        private int matched;
        private bool isDescription;
        private int descriptions;

        public bool IsAtBody { get; private set; }

        public void Feed(ReadOnlySpan<byte> bytes)
        {
            foreach (var b in bytes)
            {
                if (offset == lineStart)
                    BeginLine(b);
                else if (offset == lineStart + 1 && b == '\n' && isBlankSoFar)
                    IsAtBody = true;
                if (IsAtBody)
                    return;
                if (!isSkipping && (offset - fieldStart >= MessageLimits.MaxHeaderBytes || IsOverBlock))
                    Skip();
                FindDescription(b);
                offset++;
                if (b == '\n')
                    lineStart = offset;
            }
        }

        /// <returns>The splices of the bounded message; null where nothing was cut.</returns>
        public List<Splice>? Finish(long length)
        {
            if (!isCut)
                return null;
            if (!isSkipping)
                kept.Add(new(keptFrom, length - keptFrom));
            else if (IsAtBody)
                kept.Add(new(lineStart, length - lineStart));
            return kept;
        }

        private bool isBlankSoFar;

        private bool IsOverBlock =>
            !isDescription
            && (
                keptBytes + offset - keptFrom >= MessageLimits.MaxHeaderBlockBytes || fields > MessageLimits.MaxHeaders
            );

        private void BeginLine(byte first)
        {
            isBlankSoFar = first == '\r';
            if (first == '\n')
            {
                IsAtBody = true;
            }
            else if (first is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                fieldStart = offset;
                fields++;
                matched = 0;
                isDescription = false;
                if (isSkipping && keptBytes < MessageLimits.MaxHeaderBlockBytes && fields <= MessageLimits.MaxHeaders)
                {
                    isSkipping = false;
                    keptFrom = offset;
                }
            }
        }

        private void FindDescription(byte next)
        {
            var prefix = "content-"u8;
            if (matched == prefix.Length || offset != fieldStart + matched || (next | 0x20) != (prefix[matched] | 0x20))
                return;
            if (++matched < prefix.Length || descriptions == MaxDescriptions)
                return;
            descriptions++;
            isDescription = true;
            if (isSkipping)
            {
                isSkipping = false;
                keptFrom = fieldStart;
            }
        }

        private void Skip()
        {
            kept.Add(new(keptFrom, offset - keptFrom));
            if (offset > lineStart)
                kept.Add(new(0, LineBreak.Length, LineBreak));
            keptBytes += offset - keptFrom;
            isSkipping = true;
            isCut = true;
        }
    }
}
