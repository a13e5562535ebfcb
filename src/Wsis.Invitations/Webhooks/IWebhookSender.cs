using NodaTime;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Webhooks;

namespace Wsis.Invitations.Webhooks;

/// <summary>Tells an address on the web of a change.</summary>
public interface IWebhookSender
{
    /// <summary>Tells it once. Never throws for what the network or the other side does: that is an outcome.</summary>
    Task<WebhookOutcome> Send(WebhookDelivery announcement, CancellationToken cancellation);
}

/// <summary>What came of telling.</summary>
public abstract record WebhookOutcome
{
    private WebhookOutcome() { }

    /// <summary>The other side has it.</summary>
    public sealed record Delivered : WebhookOutcome;

    /// <summary>It was not taken, and may be later; <paramref name="RetryAfter"/> where the other side said
    /// when.</summary>
    public sealed record Retry(Reason Reason, Duration? RetryAfter = null) : WebhookOutcome;

    /// <summary>It was not taken and never will be.</summary>
    public sealed record Rejected(Reason Reason) : WebhookOutcome;
}
