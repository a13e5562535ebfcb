namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>A stream that is only read. Derived classes say how.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>The next bytes of a stream, up to a number of them.</summary>
internal sealed class PrefixStream(Stream inner, long length) : ReadOnlyStream
{
    private long left = length;

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, left);
        var read = count == 0 ? 0 : inner.Read(buffer[..count]);
        left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Ranges of a seekable stream, and bytes of one's own, as one seekable stream.</summary>
internal sealed class SplicedStream : ReadOnlyStream
{
    private readonly Stream inner;
    private readonly IReadOnlyList<Splice> splices;
    private readonly long[] starts;
    private long position;

    public SplicedStream(Stream inner, IReadOnlyList<Splice> splices)
    {
        this.inner = inner;
        this.splices = splices;
        starts = new long[splices.Count + 1];
        for (var i = 0; i < splices.Count; i++)
            starts[i + 1] = starts[i] + splices[i].Length;
    }

    public override bool CanSeek => true;

    public override long Length => starts[^1];

    public override long Position
    {
        get => position;
        set => position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= Length || buffer.IsEmpty)
            return 0;
        var index = Array.BinarySearch(starts, position);
        index = index >= 0 ? index : ~index - 1;
        while (splices[index].Length == 0)
            index++;
        var splice = splices[index];
        var within = position - starts[index];
        var count = (int)Math.Min(buffer.Length, splice.Length - within);
        if (splice.Bytes is { } bytes)
        {
            bytes.AsSpan((int)within, count).CopyTo(buffer);
        }
        else
        {
            inner.Position = splice.Start + within;
            count = inner.Read(buffer[..count]);
        }
        position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => Length + offset,
        };
}

/// <summary>A range of the inner stream, or bytes in its place.</summary>
internal readonly record struct Splice(long Start, long Length, byte[]? Bytes = null);
