using NodaTime;
using Wsis.Invitations.Announcements;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Ports;

/// <summary>The announcements on the record: those that wait, and those that were given up. They come there with a <see cref="Change"/>.</summary>
/// <remarks>Fails as <see cref="IInvitationStore"/> does.</remarks>
public interface IAnnouncementOutbox
{
    /// <summary>The announcements of a partition that are to be told at or before <paramref name="until"/>, in no order.</summary>
    Task<IReadOnlyList<StoredAnnouncement>> Due(Partition partition, Instant until, CancellationToken cancellation);

    /// <summary>A campaign's announcements in a state, at most <paramref name="most"/> of them, in no order.</summary>
    Task<IReadOnlyList<Announcement>> List(CampaignId campaign, int buckets, AnnouncementState state, int most, CancellationToken cancellation);

    /// <summary>Puts an announcement in the place of the one that was read, or takes it off the record where <paramref name="next"/> is null.</summary>
    /// <returns>False where somebody else has changed it or taken it off since it was read; nothing was done then.</returns>
    Task<bool> Settle(Partition partition, StoredAnnouncement read, Announcement? next, CancellationToken cancellation);
}

/// <summary>An announcement as it was read, with the version that a change of it must name.</summary>
public sealed record StoredAnnouncement(Announcement Announcement, string Version);
