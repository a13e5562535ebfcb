using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Ports;
using Wsis.SendGrid.Inbound;

namespace Wsis.SendGrid;

/// <summary>Takes in the e-mails that offices write to the addresses for replies (SendGrid's Inbound Parse). The way of
/// a mail: admit, read, leave out what it quotes, find whose it is, file. It is never answered.</summary>
public sealed class SendGridInbound(
    CorrespondenceService correspondence,
    SenderMatcher addressees,
    IOptions<SendGridOptions> options,
    TimeProvider clock,
    ILogger<SendGridInbound> log
) : IProviderWebhook
{
    private readonly InboundAccess access = new(options.Value, clock);

    /// <inheritdoc/>
    public string Name => "inbound";

    /// <summary>40 MiB. "The total message size limit, including the message itself and any number of attachments, is
    /// 30MB"; what SendGrid takes must find room here, for what is refused it drops, and nobody hears of it.</summary>
    public long MaxBodySize => 40 * 1024 * 1024;

    /// <inheritdoc/>
    public WebhookAnswer? Authenticate(IReadOnlyDictionary<string, string> headers) => access.TurnAway(headers);

    /// <summary>Takes in a mail. 200: it is filed. 401: not from SendGrid. 400: not a mail. An exception of the store
    /// becomes 503, and SendGrid repeats the mail for up to 72 hours; the same mail is filed once.</summary>
    public async Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation)
    {
        if (access.TurnAway(request) is { } refusal)
            return refusal;
        if (InboundForm.Read(request.ContentType, request.Body) is not { } form)
        {
            log.LogError(
                "What was posted as inbound mail is not a form of SendGrid's and was refused: {Type}, {Bytes} bytes",
                request.ContentType,
                request.Body.Length
            );
            return new WebhookAnswer(400, "The body is not multipart/form-data with the fields of a mail.");
        }
        var mail = InboundMail.Read(form);
        var byRecipient = await addressees.ByRecipient(mail.Recipients, cancellation);
        var invitation = byRecipient ?? await addressees.BySender(mail.FromAddress, cancellation);
        var filed = await correspondence.File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Mail,
                SourceId = mail.SourceId,
                Invitation = invitation,
                ReceivedAt = mail.ReceivedAt(clock.GetCurrentInstant(), Duration.FromTimeSpan(InboundAccess.Tolerance)),
                From = mail.From,
                Subject = mail.Subject,
                Text = QuoteStripper.Cut(mail.Text),
                Headers = mail.TellingHeaders,
                Attachments = mail.Attachments,
                Verdict =
                    invitation is not null && byRecipient is null
                        ? $"known by its sender's address only; {mail.Verdict}"
                        : mail.Verdict,
                IsAutomatic = AutomaticMail.IsAutomatic(mail),
            },
            cancellation
        );
        return new WebhookAnswer(200, $"Filed as {filed.Id}.");
    }
}
