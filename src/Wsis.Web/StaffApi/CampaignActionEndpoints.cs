using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff move a campaign on as a whole. Each move may name the version that it is for in
/// <c>If-Match</c>.</summary>
public sealed class CampaignActionEndpoints(CampaignActions moves, CampaignErasure erasure, CampaignCache campaigns)
{
    /// <summary>Approves what is stored now, or, with <c>hash</c>, only if that is what was looked at.</summary>
    public async Task<IResult> Approve(HttpContext http)
    {
        var approval = await http.Body(CampaignJson.Default.ApprovalRequest, new ApprovalRequest());
        return await Move(http, id => moves.Approve(id, approval.Hash, http.ActorFromHeaders(), http.RequestAborted));
    }

    /// <summary>Lets the letters go. A second launch changes nothing, and makes up for a first one that was not taken
    /// in.</summary>
    public Task<IResult> Launch(HttpContext http) =>
        Move(http, id => moves.Launch(id, http.ActorFromHeaders(), http.RequestAborted));

    public Task<IResult> Pause(HttpContext http) =>
        Move(http, id => moves.Pause(id, http.ActorFromHeaders(), http.RequestAborted));

    public Task<IResult> Resume(HttpContext http) =>
        Move(http, id => moves.Resume(id, http.ActorFromHeaders(), http.RequestAborted));

    public async Task<IResult> Cancel(HttpContext http)
    {
        var cancellation = await http.Body(CampaignJson.Default.ReasonRequest, new ReasonRequest());
        return await Move(
            http,
            id => moves.Cancel(id, cancellation.Reason, http.ActorFromHeaders(), http.RequestAborted)
        );
    }

    public Task<IResult> Close(HttpContext http) =>
        Move(http, id => moves.Close(id, http.ActorFromHeaders(), http.RequestAborted));

    /// <summary>Moves the deadline to a later local time in the campaign's zone.</summary>
    public async Task<IResult> Extend(HttpContext http)
    {
        var extension = await http.Body(CampaignJson.Default.DeadlineRequest);
        return LocalDateTimePattern.GeneralIso.Parse(extension.Deadline ?? "").TryGetValue(default, out var deadline)
            ? await Move(
                http,
                id => moves.Extend(id, deadline, extension.Announce, http.ActorFromHeaders(), http.RequestAborted)
            )
            : Problems.WithField("deadline", "must be a local date and time such as 2018-02-15T00:00:00");
    }

    /// <summary>Erases the personal data of a campaign that is over and was exported. Where the answer is lost, or the
    /// caller has no more time, the same again goes on.</summary>
    public Task<IResult> Erase(HttpContext http) =>
        Move(http, id => erasure.Erase(id, http.ActorFromHeaders(), http.RequestAborted));

    private async Task<IResult> Move(HttpContext http, Func<CampaignId, Task<ActionResult<CampaignEntry>>> move) =>
        CampaignId.TryParse(http.Asked(), out var id)
            ? await move(id)
                .Answer(async now => CampaignView.Answer(http, await campaigns.Get(now.Id, http.RequestAborted)))
            : Problems.NoSuchCampaign(http.Asked());
}

/// <summary>What is approved: the content's hash as <c>GET /api/campaigns/{id}</c> gave it; left out, whatever is
/// stored now.</summary>
public sealed record ApprovalRequest(string? Hash = null);

public sealed record ReasonRequest(string? Reason = null);

/// <summary>A later deadline, local, in the campaign's zone.</summary>
/// <param name="Deadline">A local date and time: <c>2018-02-15T00:00:00</c>.</param>
/// <param name="Announce">Whether a letter tells those who have not answered.</param>
public sealed record DeadlineRequest(string? Deadline = null, bool Announce = false);
