using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff look at one invitation.</summary>
public sealed class InvitationEndpoints(CampaignCache campaigns, CampaignReports reports)
{
    /// <summary>The record, the letters with what became of them, the journal, and who waits for it.</summary>
    public async Task<IResult> Show(HttpContext http)
    {
        if (await campaigns.Find(http) is null)
            return Problems.NoSuchCampaign(http.Asked());
        return http.Key() is { } key && await reports.Load(key, http.RequestAborted) is { } report
            ? InvitationView.Answer(http, report)
            : Problems.NoSuchInvitee(http.Asked("invitee"));
    }
}
