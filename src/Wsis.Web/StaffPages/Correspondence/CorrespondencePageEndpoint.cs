using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>The messages to a campaign, and those of the shared mailbox, oldest first.</summary>
public sealed class CorrespondencePageEndpoint(CampaignCache campaigns, ICorrespondenceStore store)
{
    /// <summary>How many messages a page has.</summary>
    public const int Top = 50;

    /// <summary>How many pages of the store are read for one page. A search in texts finds few in each.</summary>
    private const int MaxReads = 10;

    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(http, campaign => Show(http, campaign, MailboxChoices.Parse(http.Request.Query["show"])));

    /// <summary>Shows the shared mailbox, which belongs to no campaign.</summary>
    public Task<IResult> ShowShared(HttpContext http)
    {
        PageHeaders.SetForStaff(http.Response);
        return Show(http, null, MailboxChoice.Unmatched);
    }

    private async Task<IResult> Show(HttpContext http, LoadedCampaign? campaign, MailboxChoice mailbox)
    {
        var search = MessageSearch.Read(http.Request.Query, mailbox);
        try
        {
            var page = await Read(campaign, search, http.RequestAborted);
            return new RazorComponentResult<CorrespondencePage>(
                new
                {
                    PageContext = StaffPageContext.Read(http),
                    Campaign = campaign,
                    Search = search,
                    page.Items,
                    Next = page.Continuation,
                }
            );
        }
        catch (FormatException)
        {
            return StaffErrorPages.Unreadable(http, StatusCodes.Status400BadRequest);
        }
    }

    private async Task<Page<CorrespondenceItem>> Read(
        LoadedCampaign? campaign,
        MessageSearch search,
        CancellationToken cancellation
    )
    {
        var mailbox = search.Mailbox == MailboxChoice.Unmatched ? null : campaign?.Entry.Id;
        var filter = search.ToFilter(campaign?.Planner.Schedule.Zone ?? DateTimeZone.Utc);
        var found = new List<CorrespondenceItem>();
        var next = search.Continuation;
        for (var read = 0; read < MaxReads && found.Count < Top; read++)
        {
            var page = await store.List(mailbox, filter, Top - found.Count, next, cancellation);
            found.AddRange(page.Items.Select(r => r.Value));
            next = page.Continuation;
            if (next is null)
                break;
        }
        return new Page<CorrespondenceItem>(found, next);
    }
}
