using NodaTime;

namespace Wsis.Invitations.Webhooks;

/// <summary>The retry policy of webhook deliveries: the example schedule of Standard Webhooks 1.0, up to a
/// day.</summary>
internal static class WebhookRetryPolicy
{
    private static readonly Duration GivenUpAfter = Duration.FromDays(1);

    /// <summary>The pause after each attempt; the last also after all further ones.</summary>
    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5),
        Duration.FromMinutes(5),
        Duration.FromMinutes(30),
        Duration.FromHours(2),
        Duration.FromHours(5),
        Duration.FromHours(8),
    ];

    /// <summary>Updates a delivery after a failed attempt. It fails permanently a day after the change.</summary>
    public static WebhookDelivery After(WebhookDelivery delivery, WebhookOutcome.Retry outcome, Instant now)
    {
        var pause = Pauses[Math.Min(delivery.Attempts, Pauses.Length - 1)];
        var next = now + Duration.Max(pause, outcome.RetryAfter ?? Duration.Zero);
        var tried = delivery with { Attempts = delivery.Attempts + 1, Reason = outcome.Reason, TryAt = next };
        return next <= delivery.At + GivenUpAfter ? tried : Fail(tried);
    }

    /// <summary>Updates a delivery that the receiver rejected permanently.</summary>
    public static WebhookDelivery After(WebhookDelivery delivery, WebhookOutcome.Rejected outcome) =>
        Fail(delivery with { Attempts = delivery.Attempts + 1, Reason = outcome.Reason });

    private static WebhookDelivery Fail(WebhookDelivery delivery) =>
        delivery with
        {
            State = WebhookDeliveryState.Failed,
            TryAt = null,
        };
}
