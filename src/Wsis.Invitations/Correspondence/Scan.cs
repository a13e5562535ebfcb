using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;
using NodaTime;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Correspondence;

/// <summary>The scan of a letter on paper, as staff upload it.</summary>
/// <param name="FileName">The name of the file.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Open">Opens its content as a seekable stream.</param>
public sealed record Scan(string FileName, long Length, Func<Stream> Open)
{
    /// <summary>The largest scan in megabytes.</summary>
    public const int MaxMegabytes = 20;

    private const int HeadLength = 64;

    /// <summary>Finds what is wrong with the scan. Null if it is a PDF, PNG, JPEG or GIF of an accepted size.</summary>
    public Reason? FindError()
    {
        if (Length > MaxMegabytes * 1_000_000L)
            return new Reason.FileTooLarge(MaxMegabytes);
        return FindType() is null ? new Reason.NotAScan() : null;
    }

    /// <summary>Writes the scan as the attachment of a message, so that it is kept and shown like one.</summary>
    /// <param name="sender">The office, and its address.</param>
    /// <param name="subject">The reference of the letter.</param>
    /// <param name="at">The time at which it was recorded.</param>
    /// <returns>The message, from its first byte. The caller disposes it.</returns>
    internal Stream ToMessage(MailboxAddress sender, string subject, Instant at)
    {
        var headers = new HeaderList
        {
            new Header(Encoding.UTF8, "From", sender.ToString(encode: false)),
            new Header(Encoding.UTF8, "Subject", subject),
            new Header("Date", DateUtils.FormatDate(at.ToDateTimeOffset())),
            new Header("MIME-Version", "1.0"),
        };
        using var head = new MemoryStream();
        headers.WriteTo(head);
        var message = TemporaryFile.Create();
        try
        {
            MessageRebuilder.Write(
                new MessageParts
                {
                    Headers = head.ToArray(),
                    Files =
                    [
                        new MessagePartFile(TextSanitizer.Line(FileName), FindType(), null, IsInline: false, Open),
                    ],
                },
                message
            );
            message.Position = 0;
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    internal string ComputeDigest()
    {
        using var content = Open();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private string? FindType()
    {
        using var content = Open();
        return ContentMeasure.Sniff(ContentMeasure.ReadBytes(content, HeadLength));
    }
}
