using NodaTime;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Webhooks;

/// <summary>Sends webhook deliveries to their addresses.</summary>
public interface IWebhookSender
{
    /// <summary>Sends once. An error of the network or the receiver is a result, not an exception.</summary>
    Task<WebhookOutcome> Send(WebhookDelivery delivery, CancellationToken cancellation);
}

/// <summary>The result of a sending.</summary>
public abstract record WebhookOutcome
{
    private WebhookOutcome() { }

    /// <summary>The receiver has it.</summary>
    public sealed record Delivered : WebhookOutcome;

    /// <summary>It failed and may succeed later, after <paramref name="RetryAfter"/> if the receiver said so.</summary>
    public sealed record Retry(Reason Reason, Duration? RetryAfter = null) : WebhookOutcome;

    /// <summary>It failed permanently.</summary>
    public sealed record Rejected(Reason Reason) : WebhookOutcome;
}
