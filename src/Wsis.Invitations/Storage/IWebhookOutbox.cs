using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Webhooks;

namespace Wsis.Invitations.Storage;

/// <summary>Stores webhook deliveries: those that wait and those that failed. A <see cref="Change"/> brings them.
/// Delivered ones are deleted.</summary>
/// <remarks>It throws as <see cref="IInvitationStore"/> does.</remarks>
public interface IWebhookOutbox
{
    /// <summary>Reads the deliveries of a partition that are due at or before <paramref name="until"/>, in no
    /// order.</summary>
    Task<IReadOnlyList<Versioned<WebhookDelivery>>> FindDue(
        Partition partition,
        Instant until,
        CancellationToken cancellation
    );

    /// <summary>Reads deliveries of a campaign that have a state, at most <paramref name="max"/> of them, in no
    /// order.</summary>
    Task<IReadOnlyList<WebhookDelivery>> List(
        CampaignId campaign,
        int buckets,
        WebhookDeliveryState state,
        int max,
        CancellationToken cancellation
    );

    /// <summary>Replaces a delivery that was read, or deletes it if <paramref name="next"/> is null.</summary>
    /// <returns>False if it was changed or deleted since it was read. Nothing is written then.</returns>
    Task<bool> Replace(
        Partition partition,
        Versioned<WebhookDelivery> read,
        WebhookDelivery? next,
        CancellationToken cancellation
    );
}
