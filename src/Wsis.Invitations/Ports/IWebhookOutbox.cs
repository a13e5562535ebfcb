using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Webhooks;

namespace Wsis.Invitations.Ports;

/// <summary>The announcements on the record: those that wait, and those that were given up. They come there with a
/// <see cref="Change"/>.</summary>
/// <remarks>Fails as <see cref="IInvitationStore"/> does.</remarks>
public interface IWebhookOutbox
{
    /// <summary>The announcements of a partition that are to be told at or before <paramref name="until"/>, in no
    /// order.</summary>
    Task<IReadOnlyList<StoredWebhookDelivery>> Due(Partition partition, Instant until, CancellationToken cancellation);

    /// <summary>A campaign's announcements in a state, at most <paramref name="most"/> of them, in no order.</summary>
    Task<IReadOnlyList<WebhookDelivery>> List(
        CampaignId campaign,
        int buckets,
        WebhookDeliveryState state,
        int most,
        CancellationToken cancellation
    );

    /// <summary>Puts an announcement in the place of the one that was read, or takes it off the record where
    /// <paramref name="next"/> is null.</summary>
    /// <returns>False where somebody else has changed it or taken it off since it was read; nothing was done
    /// then.</returns>
    Task<bool> Settle(
        Partition partition,
        StoredWebhookDelivery read,
        WebhookDelivery? next,
        CancellationToken cancellation
    );
}

/// <summary>An announcement as it was read, with the version that a change of it must name.</summary>
public sealed record StoredWebhookDelivery(WebhookDelivery Delivery, string Version);
