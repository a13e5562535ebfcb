using System.Globalization;
using SendGrid.Helpers.Mail;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using SendGridAttachment = SendGrid.Helpers.Mail.Attachment;

namespace Wsis.SendGrid.Sending;

/// <summary>Writes a letter as a request to SendGrid's v3 Mail Send endpoint.</summary>
internal static class Message
{
    public static SendGridMessage Compose(Letter letter, SendGridOptions options) =>
        new()
        {
            From = new EmailAddress(letter.From.Address, MessageName.OfSender(letter.From.Name)),
            ReplyTo = Recipient(letter.ReplyTo),
            Personalizations =
            [
                new Personalization
                {
                    Tos = [Recipient(letter.To)],
                    Ccs = letter.Copy is { } copy ? [Recipient(copy)] : null,
                    // The published description allows an object here, and a string only beside the personalizations.
                    CustomArgs = Arguments(letter),
                },
            ],
            Subject = TextSanitizer.Line(letter.Subject),
            PlainTextContent = letter.Text,
            HtmlContent = letter.Html,
            Attachments = letter.Attachments.Count == 0 ? null : [.. letter.Attachments.Select(Attached)],
            // RFC 3834 section 5: no out-of-office reply is wanted to a letter that no person has just sent.
            Headers = new() { ["Auto-Submitted"] = "auto-generated" },
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

    /// <summary>What every event about the letter brings back. SendGrid keeps it for good: ids, no personal
    /// data.</summary>
    private static Dictionary<string, string> Arguments(Letter letter) =>
        new()
        {
            [CustomArgs.Campaign] = letter.Id.Key.Campaign.Value,
            [CustomArgs.Invitee] = letter.Id.Key.Invitee.Value,
            [CustomArgs.Step] = letter.Id.Step.Value,
            [CustomArgs.Edition] = letter.Id.Edition.ToString(CultureInfo.InvariantCulture),
            [CustomArgs.Dispatch] = letter.Id.ToString(),
            [CustomArgs.Addressee] = Addressee.Mark(letter.To.Address),
        };

    private static EmailAddress Recipient(Mailbox mailbox) =>
        new(mailbox.Address, MessageName.OfRecipient(mailbox.Name));

    private static SendGridAttachment Attached(Invitations.Letters.Attachment attachment) =>
        new()
        {
            Filename = MessageName.OfFile(attachment.FileName),
            Type = MessageName.OfMediaType(attachment.MediaType),
            Content = Convert.ToBase64String(attachment.Content.Span),
            Disposition = "attachment",
        };
}
