using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

using Response = Results<PushStreamHttpResult, FileContentHttpResult, ProblemHttpResult>;
using SpreadsheetResponse = Results<FileContentHttpResult, ProblemHttpResult>;

/// <summary>Staff export a campaign's lists as CSV and as spreadsheets. Reading changes nothing.</summary>
internal static class ExportsApi
{
    private const string ContentType = "text/csv; charset=utf-8";

    public static void MapExports(this RouteGroupBuilder api)
    {
        var campaign = api.MapGroup("/campaigns/{id}").WithTags("Exports");
        campaign
            .MapGet("/export.csv", ExportInvitations)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Csv)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportInvitations")
            .WithSummary("All invitations, as CSV.");
        campaign
            .MapGet("/participants.csv", ExportParticipants)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Csv)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportParticipants")
            .WithSummary("The participants, as CSV.");
        campaign
            .MapGet("/export.xlsx", ExportInvitationsSpreadsheet)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, Spreadsheet.MediaType)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportInvitationsSpreadsheet")
            .WithSummary("All invitations, as a spreadsheet.")
            .WithDescription("Its columns and cells are those of the CSV, with numbers as numbers.");
        campaign
            .MapGet("/participants.xlsx", ExportParticipantsSpreadsheet)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, Spreadsheet.MediaType)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportParticipantsSpreadsheet")
            .WithSummary("The participants, as a spreadsheet.")
            .WithDescription("Its columns and cells are those of the CSV, with numbers as numbers.");
        campaign
            .MapGet("/statements.csv", ExportStatements)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Csv)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportStatements")
            .WithSummary("The running order of policy statements, as CSV.");
        campaign
            .MapGet("/statements.xlsx", ExportStatementsSpreadsheet)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, Spreadsheet.MediaType)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ExportStatementsSpreadsheet")
            .WithSummary("The running order of policy statements, as a spreadsheet.")
            .WithDescription("Its columns and cells are those of the CSV, with numbers as numbers.");
    }

    internal static Task<SpreadsheetResponse> ExportStatements(
        CampaignId id,
        [AsParameters] ExportServices services,
        StatementService statements
    ) => services.WriteStatements(id, statements, "csv", ContentType, table => table.ToCsv());

    internal static Task<SpreadsheetResponse> ExportStatementsSpreadsheet(
        CampaignId id,
        [AsParameters] ExportServices services,
        StatementService statements
    ) =>
        services.WriteStatements(id, statements, "xlsx", Spreadsheet.MediaType, table => table.ToSpreadsheet(id.Value));

    internal static Task<Response> ExportInvitations(CampaignId id, [AsParameters] ExportServices services) =>
        services.Write(id, "", services.Export.Everything);

    internal static Task<Response> ExportParticipants(CampaignId id, [AsParameters] ExportServices services) =>
        services.Write(id, "-participants", services.Export.Participants);

    internal static Task<SpreadsheetResponse> ExportInvitationsSpreadsheet(
        CampaignId id,
        [AsParameters] ExportServices services
    ) => services.WriteSpreadsheet(id, "", InvitationExport.Invitations);

    internal static Task<SpreadsheetResponse> ExportParticipantsSpreadsheet(
        CampaignId id,
        [AsParameters] ExportServices services
    ) => services.WriteSpreadsheet(id, "-participants", InvitationExport.Attending);

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

        public async Task<SpreadsheetResponse> WriteStatements(
            CampaignId id,
            StatementService statements,
            string extension,
            string contentType,
            Func<ExportedTable, byte[]> write
        )
        {
            if (await Campaigns.Find(id, Http.RequestAborted) is not { } campaign)
                return Problems.NoSuchCampaign(id.Value);
            var name = $"{id}-statements.{extension}";
            if (HttpMethods.IsHead(Http.Request.Method))
                return TypedResults.File([], contentType, name);
            var order = await statements.LoadRunningOrder(campaign, Http.RequestAborted);
            return TypedResults.File(write(StatementTable.Create(order, campaign.Entry.Pins)), contentType, name);
        }

        public async Task<SpreadsheetResponse> WriteSpreadsheet(CampaignId id, string suffix, ExportedList list)
        {
            var export = Export;
            var cancellation = Http.RequestAborted;
            if (await Campaigns.Find(id, cancellation) is not { Entry: var campaign })
                return Problems.NoSuchCampaign(id.Value);
            var name = $"{id}{suffix}.xlsx";
            if (HttpMethods.IsHead(Http.Request.Method))
                return TypedResults.File([], Spreadsheet.MediaType, name);
            // The library reads its rows without awaiting.
            var content = await Task.Run(() => export.WriteSpreadsheet(campaign, list, cancellation), cancellation);
            return TypedResults.File(content, Spreadsheet.MediaType, name);
        }
    }
}
