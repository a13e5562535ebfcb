using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>The messages to a campaign, oldest first.</summary>
public sealed class CorrespondencePageEndpoint(CampaignCache campaigns, ICorrespondenceStore store)
{
    /// <summary>How many messages a page has.</summary>
    public const int Top = 50;

    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var mailbox = MailboxChoices.Parse(http.Request.Query["show"]);
                var next = http.Request.Query["next"].ToString() is { Length: > 0 } continuation ? continuation : null;
                try
                {
                    CorrespondenceState? state = mailbox == MailboxChoice.All ? null : CorrespondenceState.Waiting;
                    var filter = new CorrespondenceFilter(state);
                    var page = await store.List(
                        mailbox == MailboxChoice.Unmatched ? null : campaign.Entry.Id,
                        filter,
                        Top,
                        next,
                        http.RequestAborted
                    );
                    return new RazorComponentResult<CorrespondencePage>(
                        new
                        {
                            PageContext = StaffPageContext.Read(http),
                            Campaign = campaign,
                            Mailbox = mailbox,
                            Items = page.Items.Select(r => r.Value).ToList(),
                            Next = page.Continuation,
                        }
                    );
                }
                catch (FormatException)
                {
                    return StaffErrorPages.Unreadable(http, StatusCodes.Status400BadRequest);
                }
            }
        );
}

/// <summary>The choice of messages on the page.</summary>
public enum MailboxChoice
{
    /// <summary>The messages of the campaign that a person must read.</summary>
    Waiting,

    /// <summary>The messages of no known campaign that a person must read. All campaigns show them.</summary>
    Unmatched,

    /// <summary>All messages of the campaign.</summary>
    All,
}

/// <summary>Reads and writes the choice in the address of the page.</summary>
internal static class MailboxChoices
{
    public static MailboxChoice Parse(string? text) =>
        text switch
        {
            "nobody" => MailboxChoice.Unmatched,
            "all" => MailboxChoice.All,
            _ => MailboxChoice.Waiting,
        };

    public static string Query(this MailboxChoice mailbox) =>
        mailbox switch
        {
            MailboxChoice.Unmatched => "?show=nobody",
            MailboxChoice.All => "?show=all",
            _ => "?show=waiting",
        };
}
