using Microsoft.AspNetCore.Http;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Public;

/// <summary>The event as a file for the reader's calendar.</summary>
internal static class CalendarEndpoint
{
    public static Task<IResult> Show(HttpContext http, ReplyLinkResolver links, TimeProvider clock) =>
        links.Open(
            http,
            link =>
                Task.FromResult<IResult>(
                    TypedResults.File(CreateEntry(link, clock), CalendarEntry.MediaType, CalendarEntry.FileName)
                )
        );

    private static byte[] CreateEntry(ResolvedReplyLink link, TimeProvider clock)
    {
        var isOff = link.Invitation.Phase == Phase.Withdrawn || link.Campaign.Entry.State == CampaignState.Cancelled;
        return CalendarEntry.Write(
            link.Campaign.Campaign,
            link.Invitation,
            link.Language,
            clock.GetCurrentInstant(),
            isOff
        );
    }
}
