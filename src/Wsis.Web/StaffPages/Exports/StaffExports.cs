using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages.Exports;

/// <summary>The lists of a campaign as files for people: in the language of the page, with the times of the campaign's
/// zone.</summary>
public sealed class StaffExports(CampaignCache campaigns, InvitationExport export, StatementService statements)
{
    private const string CsvType = "text/csv; charset=utf-8";

    public Task<IResult> Invitations(HttpContext http) => WriteCsv(http, "", InvitationExport.Invitations);

    public Task<IResult> Participants(HttpContext http) => WriteCsv(http, "-participants", InvitationExport.Attending);

    public Task<IResult> InvitationsSpreadsheet(HttpContext http) =>
        WriteSpreadsheet(http, "", texts => texts.Invitations, InvitationExport.Invitations);

    public Task<IResult> ParticipantsSpreadsheet(HttpContext http) =>
        WriteSpreadsheet(http, "-participants", texts => texts.DownloadParticipants, InvitationExport.Attending);

    public Task<IResult> Statements(HttpContext http) =>
        WriteStatements(http, "csv", CsvType, (texts, table) => texts.ToCsv(table));

    public Task<IResult> StatementsSpreadsheet(HttpContext http) =>
        WriteStatements(
            http,
            "xlsx",
            Spreadsheet.MediaType,
            (texts, table) => texts.ToSpreadsheet(texts.Texts.RunningOrder, table)
        );

    private Task<IResult> WriteStatements(
        HttpContext http,
        string extension,
        string type,
        Func<LocalizedExport, ExportedTable, byte[]> write
    ) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var name = $"{campaign.Entry.Id}-statements.{extension}";
                if (HttpMethods.IsHead(http.Request.Method))
                    return TypedResults.File([], type, name);
                var order = await statements.LoadRunningOrder(campaign, http.RequestAborted);
                var table = StatementTable.Create(order, campaign.Entry.Pins);
                return TypedResults.File(write(LocalizedExport.Create(http, campaign), table), type, name);
            }
        );

    private Task<IResult> WriteCsv(HttpContext http, string suffix, ExportedList list) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var name = $"{campaign.Entry.Id}{suffix}.csv";
                if (HttpMethods.IsHead(http.Request.Method))
                    return TypedResults.File([], CsvType, name);
                var whole = await export.AddOwnColumns(list, campaign.Entry, http.RequestAborted);
                var form = LocalizedExport.Create(http, campaign).ToCsv(whole);
                return TypedResults.Stream(
                    stream => export.WriteCsv(campaign.Entry, form, stream, http.RequestAborted),
                    CsvType,
                    name
                );
            }
        );

    private Task<IResult> WriteSpreadsheet(
        HttpContext http,
        string suffix,
        Func<StaffTexts, string> sheet,
        ExportedList list
    ) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var (texts, name) = (LocalizedExport.Create(http, campaign), $"{campaign.Entry.Id}{suffix}.xlsx");
                if (HttpMethods.IsHead(http.Request.Method))
                    return TypedResults.File([], Spreadsheet.MediaType, name);
                var whole = await export.AddOwnColumns(list, campaign.Entry, http.RequestAborted);
                // The library reads its rows without awaiting.
                var content = await Task.Run(
                    () => Write(campaign.Entry, texts, sheet(texts.Texts), whole, http.RequestAborted),
                    http.RequestAborted
                );
                return TypedResults.File(content, Spreadsheet.MediaType, name);
            }
        );

    private byte[] Write(
        CampaignEntry campaign,
        LocalizedExport texts,
        string sheet,
        ExportedList list,
        CancellationToken cancellation
    ) =>
        Spreadsheet.WriteValues(
            sheet,
            [.. list.Columns.Select(c => texts.Heading(c.Name))],
            export
                .Read(campaign, list, cancellation)
                .ToBlockingEnumerable(cancellation)
                .Select(i => (IReadOnlyList<object?>)[.. list.Columns.Select(c => texts.Value(c, i))])
        );
}
