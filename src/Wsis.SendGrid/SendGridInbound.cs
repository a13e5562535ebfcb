using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Webhooks;
using Wsis.SendGrid.Inbound;

namespace Wsis.SendGrid;

/// <summary>Receives the e-mails that offices send to reply addresses (SendGrid's Inbound Parse). It authenticates the
/// request, reads the mail, strips quotations, matches the invitation and files the mail. It never answers a
/// mail.</summary>
public sealed class SendGridInbound(
    CorrespondenceService correspondence,
    SenderMatcher matcher,
    IOptions<SendGridOptions> options,
    TimeProvider clock,
    ILogger<SendGridInbound> log
) : IProviderWebhook
{
    private readonly InboundAccess access = new(options.Value, clock);

    /// <inheritdoc/>
    public string Name => "inbound";

    /// <summary>40 MiB. SendGrid's limit is: "The total message size limit, including the message itself and any number
    /// of attachments, is 30MB". This limit must be larger, because SendGrid silently drops a mail that is
    /// refused.</summary>
    public long MaxBodySize => 40 * 1024 * 1024;

    /// <inheritdoc/>
    public WebhookAnswer? Authenticate(IReadOnlyDictionary<string, string> headers) => access.Authenticate(headers);

    /// <summary>Receives a mail. 200: it is filed. 401: it is not from SendGrid. 400: it is not a mail. An exception of
    /// the store becomes 503, and SendGrid retries for up to 72 hours. The same mail is filed once.</summary>
    public async Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation)
    {
        if (access.Authenticate(request) is { } refusal)
            return refusal;
        if (InboundForm.Read(request.ContentType, request.Body) is not { } form)
        {
            log.LogError(
                "Inbound mail was refused, because it is not a form of SendGrid: {Type}, {Bytes} bytes",
                request.ContentType,
                request.Body.Length
            );
            return new WebhookAnswer(400, "The body is not multipart/form-data with the fields of a mail.");
        }
        var mail = InboundMail.Read(form);
        var byRecipient = await matcher.ByRecipient(mail.Recipients, cancellation);
        var invitation = byRecipient ?? await matcher.BySender(mail.FromAddress, cancellation);
        var filed = await correspondence.File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Mail,
                SourceId = mail.SourceId,
                Invitation = invitation,
                ReceivedAt = mail.ReceivedAt(clock.GetCurrentInstant(), Duration.FromTimeSpan(InboundAccess.Tolerance)),
                From = mail.From,
                Subject = mail.Subject,
                Text = QuoteStripper.Strip(mail.Text),
                Headers = mail.RelevantHeaders,
                Attachments = mail.Attachments,
                Verdict =
                    invitation is not null && byRecipient is null
                        ? $"matched by the sender's address only; {mail.Verdict}"
                        : mail.Verdict,
                IsAutomatic = AutomaticMail.IsAutomatic(mail),
            },
            cancellation
        );
        return new WebhookAnswer(200, $"Filed as {filed.Id}.");
    }
}
