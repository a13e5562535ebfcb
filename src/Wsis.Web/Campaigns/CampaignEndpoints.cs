using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Campaigns;

/// <summary>Staff bring a campaign, launch it, and ask where it stands.</summary>
public sealed class CampaignEndpoints(CampaignService service, CampaignCatalogue campaigns, CampaignCounts counts, IInvitationStore store, ICampaignRunner runner)
{
    /// <summary>Takes a campaign folder as a zip: all of it, or nothing and a list of everything that is wrong. It becomes a draft; nothing is sent.
    /// The same folder again changes nothing.</summary>
    public async Task<IResult> Put(HttpContext http)
    {
        if (await RequestBody.Receive(http.Request, CampaignZip.LargestZip, http.RequestAborted) is not { } zip)
            return Problems.TooLarge(CampaignZip.LargestZip);
        var problems = new List<Problem>();
        var files = CampaignZip.Read(zip, problems);
        if (problems.Count > 0)
            return Problems.WithFolder(problems);
        var folder = CampaignFolder.Read(files);
        if (folder.Problems.Count > 0)
            return Problems.WithFolder(folder.Problems);
        var id = folder.Campaign!.Id;
        if (id.Value != Asked(http))
            return Problems.WithFolder([new Problem(CampaignReader.FileName, 0, $"the id is '{id}', and the address names '{Asked(http)}'")]);

        var there = await store.FindCampaign(id, http.RequestAborted);
        if (there is not null && there.Source != folder.Source)
            return Problems.NotNow($"The campaign '{id}' is on the record with another {CampaignReader.FileName}; it is not replaced.");
        await service.Import(folder, http.RequestAborted);
        return View(await campaigns.Get(id, http.RequestAborted), there is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    public async Task<IResult> Show(HttpContext http) =>
        await Find(http) is { } campaign ? View(campaign) : Problems.NoSuchCampaign(Asked(http));

    /// <summary>Lets the letters go. A second launch changes nothing, and makes up for a first one that was not taken in.</summary>
    public async Task<IResult> Launch(HttpContext http)
    {
        if (await Find(http) is not { } campaign)
            return Problems.NoSuchCampaign(Asked(http));
        CampaignEntry launched;
        try
        {
            launched = await service.Launch(campaign.Entry.Id, http.RequestAborted);
        }
        catch (InvalidOperationException e)
        {
            return Problems.NotNow(e.Message);
        }
        await runner.Changed(launched, http.RequestAborted);
        return View(await campaigns.Get(launched.Id, http.RequestAborted));
    }

    public async Task<IResult> Status(HttpContext http)
    {
        if (await Find(http) is not { Entry: var entry })
            return Problems.NoSuchCampaign(Asked(http));
        var tally = await counts.Of(entry, http.RequestAborted);
        return Results.Json(CampaignStatusView.Of(entry, tally), CampaignJson.Default.CampaignStatusView);
    }

    /// <summary>Sees to it that whatever waits for a moment will be woken, and says what had to be done.</summary>
    public async Task<IResult> Repair(HttpContext http)
    {
        if (await Find(http) is not { Entry: var entry })
            return Problems.NoSuchCampaign(Asked(http));
        return entry.State == CampaignState.Running
            ? Results.Json(await runner.Repair(entry, http.RequestAborted), CampaignJson.Default.RepairReport)
            : Problems.NotNow($"The campaign '{entry.Id}' is {entry.State}; only one that runs has anything to wake.");
    }

    private static string? Asked(HttpContext http) => http.GetRouteValue("id") as string;

    private async Task<CampaignAtWork?> Find(HttpContext http) =>
        CampaignId.TryParse(Asked(http), out var id) ? await campaigns.Find(id, http.RequestAborted) : null;

    private static IResult View(CampaignAtWork campaign, int status = StatusCodes.Status200OK) =>
        Results.Json(CampaignView.Of(campaign), CampaignJson.Default.CampaignView, statusCode: status);
}
