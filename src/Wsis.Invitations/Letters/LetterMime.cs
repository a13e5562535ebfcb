using System.Text;
using MimeKit;
using NodaTime;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Letters;

/// <summary>Writes letters as messages (RFC 5322).</summary>
public static class LetterMime
{
    /// <summary>Lines end in CR LF on every platform (RFC 5322, section 2.1; RFC 5545, section 3.1, for a calendar
    /// entry).</summary>
    public static FormatOptions Format { get; } = CreateFormat();

    /// <summary>Composes a letter as a message.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="date">The date of the message.</param>
    public static MimeMessage Compose(Letter letter, Instant date)
    {
        var message = new MimeMessage
        {
            MessageId = letter.MessageId,
            Date = date.ToDateTimeOffset(),
            Subject = letter.Subject,
        };
        message.From.Add(AddressOf(letter.From));
        message.To.AddRange(letter.To.Select(AddressOf));
        message.Cc.AddRange(letter.Copies.Select(AddressOf));
        message.ReplyTo.Add(AddressOf(letter.ReplyTo));
        message.Headers.Add(Letter.DispatchHeader, letter.Id.ToString());
        if (letter.Follows is [.., var last])
            message.InReplyTo = last;
        message.References.AddRange(letter.Follows);
        // RFC 3834, section 5: suppresses automatic replies.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html };
        foreach (var attachment in letter.Attachments)
            body.Attachments.Add(
                attachment.FileName,
                attachment.Content.ToArray(),
                ContentType.Parse(attachment.MediaType)
            );
        foreach (var image in letter.Images)
            body
                .LinkedResources.Add(
                    image.File.FileName,
                    image.File.Content.ToArray(),
                    ContentType.Parse(image.File.MediaType)
                )
                .ContentId = image.ContentId;
        message.Body = body.ToMessageBody();
        message.Body.Headers.Add(HeaderId.ContentLanguage, letter.Language.Code);
        return message;
    }

    private static FormatOptions CreateFormat()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }

    private static MailboxAddress AddressOf(Mailbox mailbox) => new(Encoding.UTF8, mailbox.Name, mailbox.Address);
}
