using MimeKit;
using Org.BouncyCastle.Cms;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Opens opaque signed content (RFC 8551, <c>signed-data</c>) to show it. No signature is verified.</summary>
internal static class SignedContent
{
    /// <summary>True where the part may be signed content. Encrypted content says so.</summary>
    public static bool MayBeSigned(ContentType type) =>
        type.Parameters["smime-type"] is not { } declared
        || declared.Trim().Equals("signed-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>The content that was signed, as a stream.</summary>
    public static Stream Open(Stream signed) =>
        new CmsSignedDataParser(signed).GetSignedContent()?.ContentStream
        ?? throw new FormatException("The signed data has no content.");
}
