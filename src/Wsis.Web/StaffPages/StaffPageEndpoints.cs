using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.Hosting.Requests;
using Wsis.Web.StaffPages.Additions;
using Wsis.Web.StaffPages.Correspondence;
using Wsis.Web.StaffPages.Dashboard;
using Wsis.Web.StaffPages.Drafts;
using Wsis.Web.StaffPages.Exports;
using Wsis.Web.StaffPages.History;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.InvitationList;
using Wsis.Web.StaffPages.LetterCorrections;
using Wsis.Web.StaffPages.PrintRun;
using Wsis.Web.StaffPages.Proofs;
using Wsis.Web.StaffPages.Statements;
using Wsis.Web.StaffPages.WebhookDeliveries;

namespace Wsis.Web.StaffPages;

/// <summary>The pages of staff: what they need, and their endpoints.</summary>
internal static class StaffPageEndpoints
{
    public static IServiceCollection AddStaffPages(this IServiceCollection services) =>
        services
            .AddStaffAntiforgery()
            .AddSingleton<CampaignsEndpoint>()
            .AddSingleton<DashboardEndpoint>()
            .AddSingleton<StaffExports>()
            .AddSingleton<InvitationListing>()
            .AddSingleton<CampaignPageActions>()
            .AddSingleton<InvitationsEndpoint>()
            .AddSingleton<RemindersEndpoint>()
            .AddSingleton<InvitationEndpoint>()
            .AddSingleton<InvitationPageActions>()
            .AddSingleton<ProofsEndpoint>()
            .AddSingleton<LetterCorrectionEndpoint>()
            .AddSingleton<CorrespondencePageEndpoint>()
            .AddSingleton<CorrespondenceItemEndpoint>()
            .AddSingleton<CorrespondencePageActions>()
            .AddSingleton<PrintRunEndpoint>()
            .AddSingleton<CorrectionsEndpoint>()
            .AddSingleton<AdditionsEndpoint>()
            .AddSingleton<RunningOrderEndpoint>()
            .AddSingleton<StatementPageActions>()
            .AddSingleton<HistoryEndpoint>()
            .AddDraftPages();

    public static void MapStaffPages(this IEndpointRouteBuilder endpoints)
    {
        var staff = endpoints.MapGroup("/staff").WithMetadata(new PageMetadata(PageAudience.Staff));
        MapPages(staff.MapGroup("").AcceptHead());
        MapForms(staff.MapGroup(""));
    }

    private static void MapPages(RouteGroupBuilder files)
    {
        files
            .MapGet("/style.css", (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Style))
            .WithName("StaffStyle");
        files
            .MapGet("/script.js", (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Script))
            .WithName("StaffScript");
        files
            .MapGet("/editor.js", (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Editor))
            .WithName("StaffEditorScript");

        var pages = files.MapGroup("").RequireAuthorization(Policies.CampaignRead);
        pages.MapGet("", (HttpContext http, CampaignsEndpoint page) => page.Show(http)).WithName("StaffCampaigns");
        pages
            .MapGet("/correspondence", (HttpContext http, CorrespondencePageEndpoint page) => page.ShowShared(http))
            .WithName("StaffSharedMailbox");
        MapMessage(pages.MapGroup("/correspondence/{message}"), "StaffSharedMessage");
        var campaign = pages.MapGroup("/campaigns/{id}");
        MapOverview(campaign);
        MapInvitations(campaign);
        MapPrintRun(campaign);
        MapCorrespondence(campaign);
        MapLetters(campaign);
        MapRecords(campaign);
        campaign.MapAdditionPages();
        pages.MapDraftPages();
    }

    private static void MapForms(RouteGroupBuilder forms)
    {
        forms.RequireAuthorization(Policies.CampaignManage).AddEndpointFilter<StaffFormFilter>();
        MapActions(forms.MapGroup("/campaigns/{id}"));
        forms.MapGroup("/campaigns/{id}").MapAdditionForms();
        MapLetterForms(forms.MapGroup("/campaigns/{id}/letters/{language}/{letter}"));
        forms.MapDraftForms();
        forms
            .MapGroup("/correspondence/{message}")
            .MapPost("/actions/{action}", (HttpContext http, CorrespondencePageActions actions) => actions.Do(http))
            .WithName("StaffSharedMessageAction");
    }

    /// <summary>The page of a message and its downloads.</summary>
    private static void MapMessage(RouteGroupBuilder message, string name)
    {
        message.MapGet("", (HttpContext http, CorrespondenceItemEndpoint page) => page.Show(http)).WithName(name);
        message
            .MapGet("/raw", (HttpContext http, CorrespondenceItemEndpoint page) => page.Raw(http))
            .WithName($"{name}Raw");
        message
            .MapGet(
                "/attachments/{index}",
                (HttpContext http, CorrespondenceItemEndpoint page) => page.Attachment(http)
            )
            .WithName($"{name}Attachment");
        message
            .MapGet("/attachments/{index}/view", (HttpContext http, CorrespondenceItemEndpoint page) => page.View(http))
            .WithName($"{name}View");
    }

    private static void MapOverview(RouteGroupBuilder campaign)
    {
        campaign.MapGet("", (HttpContext http, DashboardEndpoint page) => page.Show(http)).WithName("StaffDashboard");
        campaign
            .MapGet("/live", (HttpContext http, DashboardEndpoint page) => page.Live(http))
            .WithName("StaffDashboardLive");
    }

    private static void MapInvitations(RouteGroupBuilder campaign)
    {
        campaign
            .MapGet("/invitations", (HttpContext http, InvitationsEndpoint page) => page.Show(http))
            .WithName("StaffInvitations");
        campaign
            .MapGet("/reminders", (HttpContext http, RemindersEndpoint page) => page.Show(http))
            .WithName("StaffReminders");
        campaign
            .MapGet("/invitations/{invitee}", (HttpContext http, InvitationEndpoint page) => page.Show(http))
            .WithName("StaffInvitation");
        campaign
            .MapGet(
                "/invitations/{invitee}/letters/{letter}",
                (HttpContext http, InvitationEndpoint page) => page.Letter(http)
            )
            .WithName("StaffLetter");
    }

    private static void MapPrintRun(RouteGroupBuilder campaign)
    {
        campaign
            .MapGet("/corrections", (HttpContext http, CorrectionsEndpoint page) => page.Show(http))
            .WithName("StaffCorrections");
        campaign
            .MapGet("/print-run", (HttpContext http, PrintRunEndpoint page) => page.Show(http))
            .WithName("StaffPrintRun");
        campaign
            .MapGet("/print-run/{document}.html", (HttpContext http, PrintRunEndpoint page) => page.Print(http))
            .WithName("StaffPrintDocument");
    }

    private static void MapCorrespondence(RouteGroupBuilder campaign)
    {
        campaign
            .MapGet("/correspondence", (HttpContext http, CorrespondencePageEndpoint page) => page.Show(http))
            .WithName("StaffCorrespondence");
        MapMessage(campaign.MapGroup("/correspondence/{message}"), "StaffCorrespondenceItem");
    }

    private static void MapLetters(RouteGroupBuilder campaign)
    {
        campaign.MapGet("/proofs", (HttpContext http, ProofsEndpoint page) => page.Show(http)).WithName("StaffProofs");
        campaign
            .MapGet("/proofs/{language}/{letter}", (HttpContext http, ProofsEndpoint page) => page.Letter(http))
            .WithName("StaffProof");
        campaign
            .MapGet("/letters/new", (HttpContext http, LetterCorrectionEndpoint page) => page.New(http))
            .WithName("StaffNewLetter");
        campaign
            .MapGet(
                "/letters/{language}/{letter}",
                (HttpContext http, LetterCorrectionEndpoint page) => page.Show(http)
            )
            .WithName("StaffCorrectLetter");
        campaign
            .MapGet(
                "/letters/{language}/{letter}/preview",
                (HttpContext http, LetterCorrectionEndpoint page) => page.Preview(http)
            )
            .WithName("StaffCorrectLetterPreview");
    }

    /// <summary>The forms of a letter of a launched campaign.</summary>
    private static void MapLetterForms(RouteGroupBuilder letter)
    {
        letter
            .MapPost("", (HttpContext http, LetterCorrectionEndpoint page) => page.Post(http))
            .WithMetadata(BodyLimit.OfLetter)
            .WithName("StaffSaveCorrection");
        letter
            .MapPost("/preview", (HttpContext http, LetterCorrectionEndpoint page) => page.PreviewTyped(http))
            .WithMetadata(BodyLimit.OfLetter)
            .WithName("StaffPreviewTypedCorrection");
        letter
            .MapPost("/test", (HttpContext http, LetterCorrectionEndpoint page) => page.SendTest(http))
            .WithMetadata(BodyLimit.OfLetter)
            .RequireRateLimiting(RateLimiting.TestLetters)
            .WithName("StaffSendTestOfCorrection");
        letter
            .MapPost("/actions/{action}", (HttpContext http, LetterCorrectionEndpoint page) => page.Do(http))
            .WithName("StaffCorrectionAction");
    }

    /// <summary>The running order, the journal, the webhook messages and the exports.</summary>
    private static void MapRecords(RouteGroupBuilder campaign)
    {
        campaign
            .MapGet("/statements", (HttpContext http, RunningOrderEndpoint page) => page.Show(http))
            .WithName("StaffRunningOrder");
        campaign.MapGet("/webhook-deliveries", WebhookDeliveriesEndpoint.Show).WithName("StaffWebhookDeliveries");
        // The address before version 0.2.
        campaign.MapGet("/announcements", WebhookDeliveriesEndpoint.Show).WithName("StaffAnnouncements");
        campaign
            .MapGet("/journal", (HttpContext http, HistoryEndpoint page) => page.Show(http))
            .WithName("StaffJournal");
        campaign
            .MapGet("/export.csv", (HttpContext http, StaffExports exports) => exports.Invitations(http))
            .WithName("StaffExport");
        campaign
            .MapGet("/export.xlsx", (HttpContext http, StaffExports exports) => exports.InvitationsSpreadsheet(http))
            .WithName("StaffExportSpreadsheet");
        campaign
            .MapGet(
                "/participants.xlsx",
                (HttpContext http, StaffExports exports) => exports.ParticipantsSpreadsheet(http)
            )
            .WithName("StaffParticipantsSpreadsheet");
        campaign
            .MapGet("/participants.csv", (HttpContext http, StaffExports exports) => exports.Participants(http))
            .WithName("StaffParticipants");
        campaign
            .MapGet("/statements.csv", (HttpContext http, StaffExports exports) => exports.Statements(http))
            .WithName("StaffStatements");
        campaign
            .MapGet("/statements.xlsx", (HttpContext http, StaffExports exports) => exports.StatementsSpreadsheet(http))
            .WithName("StaffStatementsSpreadsheet");
    }

    private static void MapActions(RouteGroupBuilder campaign)
    {
        campaign
            .MapPost("/actions/{action}", (HttpContext http, CampaignPageActions actions) => actions.Do(http))
            .WithName("StaffCampaignAction");
        campaign
            .MapPost("/reminders", (HttpContext http, RemindersEndpoint page) => page.Post(http))
            .WithName("StaffRemindSelected");
        campaign
            .MapPost(
                "/invitations/{invitee}/actions/{action}",
                (HttpContext http, InvitationPageActions actions) => actions.Do(http)
            )
            .WithName("StaffInvitationAction");
        campaign
            .MapPost("/corrections", (HttpContext http, CorrectionsEndpoint page) => page.Post(http))
            .WithMetadata(BodyLimit.OfList)
            .WithName("StaffCorrectMany");
        campaign
            .MapPost("/letters", (HttpContext http, LetterCorrectionEndpoint page) => page.AddLanguage(http))
            .WithName("StaffProposeLanguage");
        campaign
            .MapPost("/print-run/posted", (HttpContext http, PrintRunEndpoint page) => page.MarkPosted(http))
            .WithName("StaffMarkPosted");
        campaign
            .MapPost(
                "/correspondence/{message}/actions/{action}",
                (HttpContext http, CorrespondencePageActions actions) => actions.Do(http)
            )
            .WithName("StaffCorrespondenceAction");
        campaign
            .MapPost(
                "/statements/actions/{action}",
                (HttpContext http, StatementPageActions actions) => actions.Do(http)
            )
            .WithName("StaffStatementAction");
    }
}
