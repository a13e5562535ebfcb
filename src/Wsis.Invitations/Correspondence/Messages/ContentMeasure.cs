namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Reads contents without keeping them.</summary>
internal static class ContentMeasure
{
    /// <summary>No word is longer.</summary>
    private const int MaxBase64Run = 4_096;

    /// <summary>The size of a content, and the type that its first bytes prove.</summary>
    public static (long Size, string? Type) Read(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        var head = ReadInto(stream, buffer);
        var type = Sniff(buffer.AsSpan(0, head));
        long size = head;
        for (var read = head; read > 0; size += read)
            read = stream.Read(buffer, 0, buffer.Length);
        return (size, type);
    }

    /// <summary>The first bytes of a content. Memory grows with what comes, not with what is announced.</summary>
    public static byte[] ReadBytes(Stream stream, int max)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; bytes.Length < max; bytes.Write(buffer, 0, read))
        {
            read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, max - bytes.Length));
            if (read == 0)
                break;
        }
        return bytes.ToArray();
    }

    /// <summary>The first bytes of HTML, without pictures that are written into it in Base64. Words may follow them.
    /// </summary>
    public static byte[] ReadHtmlBytes(Stream stream, int max)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var run = 0;
        for (int read; bytes.Length < max && (read = stream.Read(buffer, 0, buffer.Length)) > 0; )
            foreach (var b in buffer.AsSpan(0, read))
            {
                run = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'=' ? run + 1 : 0;
                if (run <= MaxBase64Run)
                    bytes.WriteByte(b);
            }
        return bytes.ToArray();
    }

    /// <summary>The media type that the first bytes of a content prove; null where they prove none.</summary>
    public static string? Sniff(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? "application/pdf"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? "image/gif"
        : null;

    private static int ReadInto(Stream stream, byte[] buffer)
    {
        var filled = 0;
        for (int read; filled < 64 && (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0; )
            filled += read;
        return filled;
    }
}
