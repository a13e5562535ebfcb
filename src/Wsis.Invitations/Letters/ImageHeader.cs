using System.Buffers.Binary;

namespace Wsis.Invitations.Letters;

/// <summary>The kind and the size in pixels of an image, read from its first bytes. Mail programs show PNG (ISO/IEC
/// 15948) and JPEG (ITU-T T.81) everywhere; Outlook needs the size.</summary>
internal sealed record ImageHeader(string MediaType, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Reads the header. Null where the bytes are neither kind.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> image) =>
        (image.StartsWith(PngSignature) ? ReadPng(image) : ReadJpeg(image)) is { Width: > 0, Height: > 0 } header
            ? header
            : null;

    /// <summary>The first chunk is IHDR, whose first fields are the width and the height.</summary>
    private static ImageHeader? ReadPng(ReadOnlySpan<byte> image) =>
        image.Length > 24 && image[12..16].SequenceEqual("IHDR"u8)
            ? new("image/png", ReadLength(image[16..]), ReadLength(image[20..]))
            : null;

    private static int ReadLength(ReadOnlySpan<byte> bytes) =>
        (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(bytes));

    /// <summary>Goes from marker to marker until the frame header (T.81, B.2.2).</summary>
    private static ImageHeader? ReadJpeg(ReadOnlySpan<byte> image)
    {
        if (image is not [0xFF, 0xD8, ..])
            return null;
        var at = 2;
        while (at + 9 <= image.Length && image[at] == 0xFF)
        {
            if (IsFrame(image[at + 1]))
                return new(
                    "image/jpeg",
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..])
                );
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }
        return null;
    }

    /// <summary>SOF0 to SOF15. DHT, JPG and DAC have numbers among them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
