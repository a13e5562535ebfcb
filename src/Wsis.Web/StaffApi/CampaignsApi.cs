using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;
using FromHeaderAttribute = Microsoft.AspNetCore.Mvc.FromHeaderAttribute;

namespace Wsis.Web.StaffApi;

/// <summary>Staff upload a campaign and follow it.</summary>
internal static class CampaignsApi
{
    public static void MapCampaigns(this RouteGroupBuilder api)
    {
        var campaigns = api.MapGroup("/campaigns").WithTags("Campaigns");
        campaigns.MapGet("/", List).RequireReader().WithName("ListCampaigns").WithSummary("All campaigns, by id.");
        campaigns
            .MapPut("/{id}", Put)
            .RequireManager()
            .WithMetadata(BodyLimit.OfFolder, new UploadTypes("application/zip", "multipart/form-data"))
            .WithName("PutCampaign")
            .WithSummary("Uploads a campaign folder.")
            .WithDescription(
                "The folder comes as a zip, or with a part for each file. It becomes a draft, or replaces one. "
                    + "Nothing is sent. A folder with problems is refused as a whole."
            );
        campaigns
            .MapGet("/{id}", Show)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ShowCampaign")
            .WithSummary("A campaign.");
        campaigns
            .MapGet("/{id}/status", ShowStatus)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("CampaignStatus")
            .WithSummary("The status of a campaign: counts, open issues and the next moments.");
        campaigns
            .MapGet("/{id}/journal", ShowJournal)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("CampaignJournal")
            .WithSummary("The journal of a campaign as a whole, oldest entry first.");
    }

    private static async Task<Ok<CampaignListView>> List(
        ICampaignStore store,
        CampaignCache campaigns,
        CancellationToken cancellation
    )
    {
        var list = new List<CampaignView>();
        await foreach (var entry in store.List(cancellation))
            if (await campaigns.Find(entry.Id, cancellation) is { } campaign)
                list.Add(CampaignView.From(campaign));
        return TypedResults.Ok(new CampaignListView(list));
    }

    /// <summary>Imports a folder: all of it, or nothing and a list of every problem. The same folder again changes
    /// nothing. Another folder replaces a draft only.</summary>
    private static async Task<Results<Created<CampaignView>, Ok<CampaignView>, ProblemHttpResult>> Put(
        CampaignId id,
        CampaignUpload upload,
        [AsParameters] ChangeHeaders change,
        [Description("The ETag of the draft that the folder replaces. Another version of it is not replaced.")]
            string? draft,
        [FromHeader(Name = CreationHeader.Name)] [Description(CreationHeader.Meaning)] string? ifNoneMatch,
        CampaignService service,
        CampaignCache campaigns,
        ICampaignStore store,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (upload.ReadFolder(id) is not { } folder)
            return Problems.WithFolder(upload.Problems);
        var isNew = CreationHeader.IsRequired(ifNoneMatch);
        var current = await store.Find(id, cancellation);
        if (change.Actor.IsStale(current?.Version))
            return Problems.Stale();
        if (
            current is { Value: { State: not (CampaignState.Importing or CampaignState.Draft) } existing }
            && (existing.Folder ?? folder.Fingerprint, existing.Source) != (folder.Fingerprint, folder.Source)
        )
            return Problems.NotNow(new Reason.FolderDiffers(existing.State));
        try
        {
            var replaced = isNew ? DraftService.NoFile : EntityTags.ReadVersion(draft);
            await service.Import(folder, cancellation, change.Actor.Name, replaced);
        }
        catch (CampaignChangedException)
        {
            return isNew ? Problems.DraftExists(id)
                : draft is null ? Problems.NotNow(new Reason.Stale())
                : Problems.Stale();
        }
        var campaign = await campaigns.Get(id, cancellation);
        response.SetVersion(campaign.Version);
        return current is null
            ? TypedResults.Created($"/api/campaigns/{id}", CampaignView.From(campaign))
            : TypedResults.Ok(CampaignView.From(campaign));
    }

    private static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Show(
        CampaignId id,
        CampaignCache campaigns,
        HttpResponse response,
        CancellationToken cancellation
    ) =>
        await campaigns.Find(id, cancellation) is { } campaign
            ? CampaignView.Respond(response, campaign)
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Results<Ok<CampaignStatusView>, ProblemHttpResult>> ShowStatus(
        CampaignId id,
        CampaignCache campaigns,
        CampaignReports reports,
        CancellationToken cancellation
    ) =>
        await campaigns.Find(id, cancellation) is { } campaign
            ? TypedResults.Ok(CampaignStatusView.From(await reports.Load(campaign, cancellation)))
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Results<Ok<JournalView>, ProblemHttpResult>> ShowJournal(
        CampaignId id,
        CampaignCache campaigns,
        ICampaignStore store,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is null)
            return Problems.NoSuchCampaign(id.Value);
        var entries = await store.ReadJournal(id, cancellation);
        return TypedResults.Ok(new JournalView([.. entries.Select(JournalLineView.From)]));
    }
}
