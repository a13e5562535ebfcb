using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

using Response = Results<PushStreamHttpResult, FileContentHttpResult, ProblemHttpResult>;

/// <summary>Staff export a campaign's lists as CSV. Reading changes nothing.</summary>
internal static class ExportsApi
{
    private const string ContentType = "text/csv; charset=utf-8";

    public static void MapExports(this RouteGroupBuilder api)
    {
        var campaign = api.MapGroup("/campaigns/{id}").WithTags("Exports");
        campaign
            .MapMethods("/export.csv", ReadEndpoints.Methods, ExportInvitations)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Csv)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportInvitations")
            .WithSummary("All invitations, as CSV.");
        campaign
            .MapMethods("/participants.csv", ReadEndpoints.Methods, ExportParticipants)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Csv)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportParticipants")
            .WithSummary("The participants, as CSV.");
    }

    internal static Task<Response> ExportInvitations(CampaignId id, [AsParameters] ExportServices services) =>
        services.Write(id, "", services.Export.Everything);

    internal static Task<Response> ExportParticipants(CampaignId id, [AsParameters] ExportServices services) =>
        services.Write(id, "-participants", services.Export.Participants);

    /// <summary>What every export needs.</summary>
    internal readonly record struct ExportServices(InvitationExport Export, CampaignCache Campaigns, HttpContext Http)
    {
        public async Task<Response> Write(
            CampaignId id,
            string suffix,
            Func<CampaignEntry, Stream, CancellationToken, Task> write
        )
        {
            var cancellation = Http.RequestAborted;
            if (await Campaigns.Find(id, cancellation) is not { Entry: var campaign })
                return Problems.NoSuchCampaign(id.Value);
            var name = $"{id}{suffix}.csv";
            return HttpMethods.IsHead(Http.Request.Method)
                ? TypedResults.File([], ContentType, name)
                : TypedResults.Stream(stream => write(campaign, stream, cancellation), ContentType, name);
        }
    }
}
