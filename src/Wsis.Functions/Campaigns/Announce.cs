using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Announcements;

namespace Wsis.Functions.Campaigns;

/// <summary>Tells the campaigns' webhooks twice a minute what has happened. A timer runs on one instance at a time.</summary>
public sealed class Announce(AnnouncementService announcements, ILogger<Announce> log)
{
    [Function(nameof(Announce))]
    public async Task Run([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        if (await announcements.Deliver(cancellation) is { NotTaken: > 0 } round)
            log.LogWarning("Webhooks have taken {Taken} announcements, and not taken {NotTaken}", round.Taken, round.NotTaken);
    }
}
