namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>The limits of what is read from one message. Over a limit the beginning is kept and a
/// <see cref="ReadingNote"/> says what was cut. The stored message itself is never cut.</summary>
public static class MessageLimits
{
    /// <summary>The most parts of a message, those of enclosed messages included.</summary>
    public const int MaxParts = 500;

    /// <summary>The deepest nesting of parts. A deeper multipart is one attachment.</summary>
    public const int MaxDepth = 40;

    /// <summary>The most bytes of one header field.</summary>
    public const int MaxHeaderBytes = 16 * 1024;

    /// <summary>The most bytes of the header of a message or part.</summary>
    public const int MaxHeaderBlockBytes = 128 * 1024;

    /// <summary>The most header fields of a message or part.</summary>
    public const int MaxHeaders = 400;

    /// <summary>The most characters of a decoded header value.</summary>
    public const int MaxHeaderLength = 8_000;

    /// <summary>The most addresses of one header field.</summary>
    public const int MaxAddresses = 100;

    /// <summary>The most characters of the complete text.</summary>
    public const int MaxTextLength = 400_000;

    /// <summary>The most bytes that are decoded of one text part.</summary>
    public const int MaxTextPartBytes = 4 * 1024 * 1024;

    /// <summary>The most bytes of a calendar part or a delivery report.</summary>
    public const int MaxStructuredBytes = 256 * 1024;

    /// <summary>The most characters of the name of an attachment.</summary>
    public const int MaxNameLength = 200;
}
