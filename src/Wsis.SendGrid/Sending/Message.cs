using System.Globalization;
using SendGrid.Helpers.Mail;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using SendGridAttachment = SendGrid.Helpers.Mail.Attachment;

namespace Wsis.SendGrid.Sending;

/// <summary>Composes the request to SendGrid's v3 Mail Send endpoint.</summary>
internal static class Message
{
    public static SendGridMessage Compose(Letter letter, SendGridOptions options) =>
        new()
        {
            From = new EmailAddress(letter.From.Address, MessageName.ForSender(letter.From.Name)),
            ReplyTo = ToAddress(letter.ReplyTo),
            Personalizations =
            [
                new Personalization
                {
                    Tos = [.. letter.To.Select(ToAddress)],
                    Ccs = letter.Copies.Count > 0 ? [.. letter.Copies.Select(ToAddress)] : null,
                    // The published description allows an object here, and a string only beside the personalizations.
                    CustomArgs = CreateArguments(letter),
                },
            ],
            Subject = TextSanitizer.Line(letter.Subject),
            PlainTextContent = letter.Text,
            HtmlContent = letter.Html,
            Attachments =
                letter.Attachments.Count + letter.Images.Count == 0
                    ? null
                    : [.. letter.Attachments.Select(ToAttachment), .. letter.Images.Select(ToInline)],
            Headers = CreateHeaders(letter),
            Categories =
            [
                .. options.Categories.Concat([letter.Id.Key.Campaign.Value, letter.Id.Step.Value]).Distinct(),
            ],
            MailSettings = new MailSettings { SandboxMode = new SandboxMode { Enable = options.SandboxMode } },
            TrackingSettings = new TrackingSettings
            {
                ClickTracking = new ClickTracking
                {
                    Enable = options.ClickTracking,
                    EnableText = options.ClickTracking,
                },
                OpenTracking = new OpenTracking { Enable = options.OpenTracking },
                SubscriptionTracking = new SubscriptionTracking { Enable = false },
                Ganalytics = new Ganalytics { Enable = false },
            },
        };

    private static Dictionary<string, string> CreateHeaders(Letter letter)
    {
        var headers = new Dictionary<string, string>
        {
            // RFC 3834 section 5: suppresses out-of-office replies.
            ["Auto-Submitted"] = "auto-generated",
            // SendGrid keeps a Message-ID that the sender sets. It is not among its reserved headers.
            ["Message-ID"] = $"<{letter.MessageId}>",
            [Letter.DispatchHeader] = letter.Id.ToString(),
        };
        if (letter.Follows is [.., var last])
        {
            headers["In-Reply-To"] = $"<{last}>";
            headers["References"] = string.Join(' ', letter.Follows.Select(id => $"<{id}>"));
        }
        return headers;
    }

    /// <summary>The custom arguments. SendGrid keeps them permanently, so they are ids and no personal data.</summary>
    private static Dictionary<string, string> CreateArguments(Letter letter) =>
        new()
        {
            [CustomArgs.Campaign] = letter.Id.Key.Campaign.Value,
            [CustomArgs.Invitee] = letter.Id.Key.Invitee.Value,
            [CustomArgs.Step] = letter.Id.Step.Value,
            [CustomArgs.Edition] = letter.Id.Edition.ToString(CultureInfo.InvariantCulture),
            [CustomArgs.Dispatch] = letter.Id.ToString(),
            [CustomArgs.Addressee] = AddressDigest.Compute(letter.To.Select(m => m.Address)),
        };

    private static EmailAddress ToAddress(Mailbox mailbox) =>
        new(mailbox.Address, MessageName.ForRecipient(mailbox.Name));

    private static SendGridAttachment ToAttachment(Invitations.Letters.Attachment attachment) =>
        new()
        {
            Filename = MessageName.ForFile(attachment.FileName),
            Type = MessageName.ForMediaType(attachment.MediaType),
            Content = Convert.ToBase64String(attachment.Content.Span),
            Disposition = "attachment",
        };

    /// <summary>SendGrid puts the angle brackets around the Content-ID.</summary>
    private static SendGridAttachment ToInline(InlineImage image)
    {
        var inline = ToAttachment(image.File);
        (inline.Disposition, inline.ContentId) = ("inline", image.ContentId);
        return inline;
    }
}
