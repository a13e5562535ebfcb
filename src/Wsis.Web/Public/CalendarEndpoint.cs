using Microsoft.AspNetCore.Http;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Web.Public;

/// <summary>The event and the policy statement as files for the reader's calendar.</summary>
internal static class CalendarEndpoint
{
    public static Task<IResult> ShowEvent(HttpContext http, ReplyLinkResolver links, TimeProvider clock) =>
        links.Open(
            http,
            link =>
                Task.FromResult(
                    ToResult(
                        CalendarEntry.WriteEvent(
                            link.Campaign.Campaign,
                            link.Invitation,
                            link.Language,
                            clock.GetCurrentInstant(),
                            IsOff(link)
                        )
                    )
                )
        );

    public static Task<IResult> ShowStatement(HttpContext http, ReplyLinkResolver links, TimeProvider clock) =>
        links.Open(
            http,
            link =>
                Task.FromResult(
                    ToResult(
                        CalendarEntry.WriteStatement(
                            link.Campaign.Campaign,
                            link.Invitation,
                            link.Language,
                            clock.GetCurrentInstant(),
                            IsOff(link)
                        )
                    )
                )
        );

    private static bool IsOff(ResolvedReplyLink link) => link.Campaign.Entry.State == CampaignState.Cancelled;

    private static IResult ToResult(Attachment? file) =>
        file is null
            ? PublicErrorPages.InvalidLink()
            : TypedResults.File(file.Content.ToArray(), file.MediaType, file.FileName);
}
