using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Webhooks;
using Wsis.SendGrid.Inbound;

namespace Wsis.SendGrid;

/// <summary>Receives the e-mails that offices send to reply addresses (SendGrid's Inbound Parse, in both of its modes).
/// It authenticates the request, opens the message and files it.</summary>
public sealed class SendGridInbound(
    MailIntake intake,
    IOptions<SendGridOptions> options,
    TimeProvider clock,
    ILogger<SendGridInbound> log
) : IProviderWebhook
{
    private readonly InboundAccess access = new(options.Value, clock);

    /// <inheritdoc/>
    public string Name => "inbound";

    /// <summary>64 MiB. SendGrid's limit is: "The total message size limit, including the message itself and any number
    /// of attachments, is 30MB". This limit must be larger, because SendGrid silently drops a mail that is
    /// refused.</summary>
    public long MaxBodySize => 64 * 1024 * 1024;

    /// <inheritdoc/>
    public WebhookAnswer? Authenticate(IReadOnlyDictionary<string, string> headers) => access.Authenticate(headers);

    /// <summary>Receives a mail. 200: it is filed, whatever it contains. 401: it is not from SendGrid. 400: it is not a
    /// form. An exception of the store becomes 503, and SendGrid retries for up to 72 hours. The same mail is filed
    /// once.</summary>
    public async Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation)
    {
        if (await access.Authenticate(request, cancellation) is { } refusal)
            return refusal;
        if (await InboundForm.Read(request, cancellation) is not { } form)
        {
            log.LogError(
                "Inbound mail was refused, because it is not a form of SendGrid: {Type}, {Bytes} bytes",
                request.ContentType,
                request.Body.Length
            );
            return new WebhookAnswer(400, "The body is not multipart/form-data with the fields of a mail.");
        }
        await using var message = form.OpenMessage();
        var filed = await intake.Receive(message, form.ReadEnvelope(), cancellation);
        return new WebhookAnswer(200, $"Filed as {string.Join(", ", filed.Select(i => i.Id))}.");
    }
}
