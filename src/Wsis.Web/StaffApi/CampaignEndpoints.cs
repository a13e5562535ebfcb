using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff bring a campaign, and ask where it stands.</summary>
public sealed class CampaignEndpoints(
    CampaignService service,
    CampaignCache campaigns,
    CampaignReports reports,
    IInvitationStore store
)
{
    /// <summary>Takes a campaign folder, as a zip or with a part for each file: all of it, or nothing and a list of
    /// everything that is wrong. It becomes a draft; nothing is sent. The same folder again changes nothing; another
    /// one takes the place of a draft, and of nothing else.</summary>
    public async Task<IResult> Put(HttpContext http)
    {
        if (await RequestBody.Receive(http.Request, CampaignZip.MaxZipSize, http.RequestAborted) is not { } body)
            return Problems.TooLarge(CampaignZip.MaxZipSize);
        var problems = new List<Problem>();
        var files = CampaignParts.BoundaryOf(http.Request) is { } boundary
            ? await CampaignParts.Read(body, boundary, problems, http.RequestAborted)
            : CampaignZip.Read(body, problems);
        // What can be read is checked even where something cannot: the sender learns everything at once.
        var folder = files is null ? null : CampaignFolder.Read(files);
        problems.AddRange(folder?.Problems ?? []);
        if (folder?.Campaign is { } named && named.Id.Value != http.Asked())
            problems.Add(
                new Problem(
                    CampaignReader.FileName,
                    0,
                    $"the id is '{named.Id}', and the address names '{http.Asked()}'"
                )
            );
        if (folder?.Campaign is null || problems.Count > 0)
            return Problems.WithFolder(problems);
        var id = folder.Campaign.Id;

        var there = await store.FindCampaign(id, http.RequestAborted);
        if (EntityTags.Saw(http.Request) is { } saw && saw != there?.Version)
            return Problems.Stale();
        if (
            there is { State: not (CampaignState.Importing or CampaignState.Draft) }
            && (there.Folder ?? folder.Fingerprint, there.Source) != (folder.Fingerprint, folder.Source)
        )
            return Problems.NotNow(
                $"The campaign '{id}' is {there.State}, with another folder; only a draft is replaced."
            );
        try
        {
            await service.Import(folder, http.RequestAborted, http.Staff().Name);
        }
        catch (CampaignChangedException e)
        {
            return Problems.NotNow(e.Message);
        }
        return CampaignView.Answer(
            http,
            await campaigns.Get(id, http.RequestAborted),
            there is null ? StatusCodes.Status201Created : StatusCodes.Status200OK
        );
    }

    /// <summary>All campaigns, by id.</summary>
    public async Task<IResult> List(HttpContext http)
    {
        var list = new List<CampaignView>();
        await foreach (var entry in store.Campaigns(http.RequestAborted))
            if (await campaigns.Find(entry.Id, http.RequestAborted) is { } campaign)
                list.Add(CampaignView.From(campaign));
        return Results.Json(new CampaignListView(list), CampaignJson.Default.CampaignListView);
    }

    public async Task<IResult> Show(HttpContext http) =>
        await campaigns.Find(http) is { } campaign
            ? CampaignView.Answer(http, campaign)
            : Problems.NoSuchCampaign(http.Asked());

    public async Task<IResult> Status(HttpContext http) =>
        await campaigns.Find(http) is { } campaign
            ? Results.Json(
                CampaignStatusView.From(await reports.Load(campaign, http.RequestAborted)),
                CampaignJson.Default.CampaignStatusView
            )
            : Problems.NoSuchCampaign(http.Asked());

    /// <summary>What was done to the campaign as a whole, oldest first.</summary>
    public async Task<IResult> Journal(HttpContext http)
    {
        if (await campaigns.Find(http) is not { } campaign)
            return Problems.NoSuchCampaign(http.Asked());
        var lines = await store.Journal(campaign.Entry.Id, http.RequestAborted);
        return Results.Json(new JournalView([.. lines.Select(JournalLineView.From)]), CampaignJson.Default.JournalView);
    }
}
