using NodaTime;
using Wsis.Invitations.Ports;

namespace Wsis.Invitations.Announcements;

/// <summary>How an announcement that was not taken is told again: the schedule that Standard Webhooks 1.0 gives as its example, up to a day.</summary>
internal static class AnnouncementRetries
{
    private static readonly Duration GivenUpAfter = Duration.FromDays(1);

    /// <summary>The pause after each attempt; the last also after all further ones.</summary>
    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(8),
    ];

    /// <summary>The announcement after it was told and not taken. A day after the change it is given up.</summary>
    public static Announcement After(Announcement announcement, AnnouncementOutcome.NotNow outcome, Instant now)
    {
        var pause = Pauses[Math.Min(announcement.Attempts, Pauses.Length - 1)];
        var next = now + Duration.Max(pause, outcome.RetryAfter ?? Duration.Zero);
        var tried = announcement with { Attempts = announcement.Attempts + 1, Reason = outcome.Reason, TryAt = next };
        return next <= announcement.At + GivenUpAfter ? tried : GiveUp(tried);
    }

    /// <summary>The announcement that will never be taken.</summary>
    public static Announcement After(Announcement announcement, AnnouncementOutcome.Never outcome) =>
        GiveUp(announcement with { Attempts = announcement.Attempts + 1, Reason = outcome.Reason });

    private static Announcement GiveUp(Announcement announcement) => announcement with { State = AnnouncementState.Failed, TryAt = null };
}
