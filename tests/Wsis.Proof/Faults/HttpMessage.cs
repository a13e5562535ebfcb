using System.Globalization;
using System.Text;

namespace Wsis.Proof.Faults;

/// <summary>One HTTP/1.1 message as it came over the wire (RFC 9112): its head as text, and all its bytes to send on
/// unchanged.</summary>
internal sealed record HttpMessage(string Head, byte[] Bytes)
{
    private const int MaxHeadLength = 64 * 1024;

    /// <summary>The request line, or the status line.</summary>
    public string FirstLine => Head[..Head.IndexOf("\r\n", StringComparison.Ordinal)];

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Reads the next message; null where the other side has hung up.</summary>
    public static async Task<HttpMessage?> Read(Stream stream, CancellationToken cancellation)
    {
        var bytes = new MemoryStream();
        if (await ReadLines(stream, bytes, cancellation) is not { } head)
            return null;
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
            await ReadChunks(stream, bytes, cancellation);
        else
            await ReadExactly(stream, bytes, LengthIn(head), cancellation);
        return new HttpMessage(head, bytes.ToArray());
    }

    private static int LengthIn(string head) =>
        head.Split("\r\n")
            .Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(l => int.Parse(l["Content-Length:".Length..], CultureInfo.InvariantCulture))
            .FirstOrDefault();

    private static async Task ReadChunks(Stream stream, MemoryStream bytes, CancellationToken cancellation)
    {
        int size;
        do
        {
            var line = await ReadUntil(stream, bytes, "\r\n", cancellation) ?? throw new EndOfStreamException();
            size = int.Parse(line.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await ReadExactly(stream, bytes, size + 2, cancellation);
        } while (size > 0);
    }

    private static Task<string?> ReadLines(Stream stream, MemoryStream bytes, CancellationToken cancellation) =>
        ReadUntil(stream, bytes, "\r\n\r\n", cancellation);

    private static async Task<string?> ReadUntil(
        Stream stream,
        MemoryStream bytes,
        string end,
        CancellationToken cancellation
    )
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (text.Length < MaxHeadLength && await stream.ReadAsync(one, cancellation) == 1)
        {
            bytes.WriteByte(one[0]);
            text.Append((char)one[0]);
            if (
                one[0] == '\n'
                && text.Length >= end.Length
                && text.ToString(text.Length - end.Length, end.Length) == end
            )
                return text.ToString();
        }
        return null;
    }

    private static async Task ReadExactly(Stream stream, MemoryStream bytes, int count, CancellationToken cancellation)
    {
        var part = new byte[count];
        await stream.ReadExactlyAsync(part, cancellation);
        bytes.Write(part);
    }
}
