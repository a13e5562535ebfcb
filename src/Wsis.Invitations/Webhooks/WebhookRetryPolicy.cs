using NodaTime;

namespace Wsis.Invitations.Webhooks;

/// <summary>How an announcement that was not taken is told again: the schedule that Standard Webhooks 1.0 gives as its
/// example, up to a day.</summary>
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

    /// <summary>The announcement after it was told and not taken. A day after the change it is given up.</summary>
    public static WebhookDelivery After(WebhookDelivery announcement, WebhookOutcome.Retry outcome, Instant now)
    {
        var pause = Pauses[Math.Min(announcement.Attempts, Pauses.Length - 1)];
        var next = now + Duration.Max(pause, outcome.RetryAfter ?? Duration.Zero);
        var tried = announcement with { Attempts = announcement.Attempts + 1, Reason = outcome.Reason, TryAt = next };
        return next <= announcement.At + GivenUpAfter ? tried : GiveUp(tried);
    }

    /// <summary>The announcement that will never be taken.</summary>
    public static WebhookDelivery After(WebhookDelivery announcement, WebhookOutcome.Rejected outcome) =>
        GiveUp(announcement with { Attempts = announcement.Attempts + 1, Reason = outcome.Reason });

    private static WebhookDelivery GiveUp(WebhookDelivery announcement) =>
        announcement with
        {
            State = WebhookDeliveryState.Failed,
            TryAt = null,
        };
}
