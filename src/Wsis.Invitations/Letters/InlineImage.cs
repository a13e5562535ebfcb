namespace Wsis.Invitations.Letters;

/// <summary>An image that a letter shows in its text.</summary>
/// <param name="ContentId">Its Content-ID without angle brackets (RFC 2392): the HTML part shows
/// <c>cid:{ContentId}</c>.</param>
/// <param name="File">The file.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
public sealed record InlineImage(string ContentId, Attachment File, int Width, int Height)
{
    /// <summary>The media type of an image that letters can show. Null for other bytes.</summary>
    public static string? FindMediaType(ReadOnlySpan<byte> image) => ImageHeader.Read(image)?.MediaType;

    /// <summary>The address that brings the image along, for a page without other files (RFC 2397).</summary>
    public string ToDataAddress() => $"data:{File.MediaType};base64,{Convert.ToBase64String(File.Content.Span)}";

    /// <summary>The size at which it is shown in a space, in CSS pixels. It is never enlarged.</summary>
    internal (int Width, int Height) FitInto(int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1, Math.Min((double)maxWidth / Width, (double)maxHeight / Height));
        return (Math.Max(1, (int)(Width * scale)), Math.Max(1, (int)(Height * scale)));
    }
}
