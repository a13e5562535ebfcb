using NodaTime;
using Wsis.Invitations.Announcements;

namespace Wsis.Invitations.Ports;

/// <summary>Tells an address on the web of a change.</summary>
public interface IAnnouncer
{
    /// <summary>Tells it once. Never throws for what the network or the other side does: that is an outcome.</summary>
    Task<AnnouncementOutcome> Tell(Announcement announcement, CancellationToken cancellation);
}

/// <summary>What came of telling.</summary>
public abstract record AnnouncementOutcome
{
    private AnnouncementOutcome()
    {
    }

    /// <summary>The other side has it.</summary>
    public sealed record Taken : AnnouncementOutcome;

    /// <summary>It was not taken, and may be later; <paramref name="RetryAfter"/> where the other side said when.</summary>
    public sealed record NotNow(string Reason, Duration? RetryAfter = null) : AnnouncementOutcome;

    /// <summary>It was not taken and never will be.</summary>
    public sealed record Never(string Reason) : AnnouncementOutcome;
}
