using System.Buffers;
using MimeKit;
using MimeKit.Encodings;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Plain text after the end of a Base64 content. Lists and gateways append a notice to the body as it
/// comes.</summary>
internal static class Base64Footer
{
    /// <summary>Four characters for three bytes, and the ends of lines.</summary>
    private const int MaxEncodedBytes =
        (MessageLimits.MaxTextPartBytes * 4 / 3) + (MessageLimits.MaxTextPartBytes / 16);

    /// <summary>A longer line without spaces is Base64.</summary>
    private const int MaxWord = 40;

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r"u8
    );

    /// <summary>Decodes a content without the text after it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="content">The decoded content.</param>
    /// <param name="footer">The text after it.</param>
    /// <returns>False where there is no such text.</returns>
    public static bool TryDivide(MimePart part, out byte[] content, out byte[] footer)
    {
        content = [];
        footer = [];
        if (part.Content is not { Encoding: ContentEncoding.Base64, Stream: { } encoded })
            return false;
        encoded.Position = 0;
        var bytes = ContentMeasure.ReadBytes(encoded, MaxEncodedBytes);
        if (FindEnd(bytes) is not { } end)
            return false;
        var decoder = new Base64Decoder();
        var decoded = new byte[decoder.EstimateOutputLength(end)];
        content = decoded[..decoder.Decode(bytes, 0, end, decoded)];
        footer = bytes[end..];
        return true;
    }

    /// <summary>The end of the content: before the first line with another character than those of Base64, or with
    /// several words. Single words before it belong to the text.</summary>
    private static int? FindEnd(ReadOnlySpan<byte> encoded)
    {
        int? end = null;
        foreach (var range in encoded.Split((byte)'\n'))
        {
            var line = encoded[range].Trim("\r \t"u8);
            var start = range.Start.GetOffset(encoded.Length);
            var spaces = line.Count((byte)' ');
            if (line.ContainsAnyExcept(Alphabet) || spaces > 1 || (spaces == 1 && end is not null))
                return end ?? start;
            if (line is [.., (byte)'='])
                end = range.End.GetOffset(encoded.Length);
            else if (line.Length > MaxWord)
                end = null;
            else if (line.Length % 4 != 0 && start > 0)
                end ??= start;
        }
        return null;
    }
}
