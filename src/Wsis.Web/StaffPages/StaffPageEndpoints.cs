using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.StaffApi;
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
            .AddSingleton<RunningOrderEndpoint>()
            .AddSingleton<StatementPageActions>()
            .AddSingleton<HistoryEndpoint>()
            .AddDraftPages();

    public static void MapStaffPages(this IEndpointRouteBuilder endpoints)
    {
        var files = endpoints.MapGroup("/staff").WithMetadata(new PageMetadata(PageAudience.Staff));
        files
            .MapMethods(
                "/style.css",
                ReadEndpoints.Methods,
                (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Style)
            )
            .WithName("StaffStyle");
        files
            .MapMethods(
                "/script.js",
                ReadEndpoints.Methods,
                (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Script)
            )
            .WithName("StaffScript");
        files
            .MapMethods(
                "/editor.js",
                ReadEndpoints.Methods,
                (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Editor)
            )
            .WithName("StaffEditorScript");

        var pages = files.MapGroup("").RequireAuthorization(Policies.CampaignRead);
        pages
            .MapMethods("", ReadEndpoints.Methods, (HttpContext http, CampaignsEndpoint page) => page.Show(http))
            .WithName("StaffCampaigns");
        pages
            .MapMethods(
                "/correspondence",
                ReadEndpoints.Methods,
                (HttpContext http, CorrespondencePageEndpoint page) => page.ShowShared(http)
            )
            .WithName("StaffSharedMailbox");
        MapMessage(pages.MapGroup("/correspondence/{message}"), "StaffSharedMessage");
        var campaign = pages.MapGroup("/campaigns/{id}");
        MapOverview(campaign);
        MapInvitations(campaign);
        MapPrintRun(campaign);
        MapCorrespondence(campaign);
        MapLetters(campaign);
        MapRecords(campaign);
        pages.MapDraftPages();

        var forms = files
            .MapGroup("")
            .RequireAuthorization(Policies.CampaignManage)
            .AddEndpointFilter<StaffFormFilter>();
        MapActions(forms.MapGroup("/campaigns/{id}"));
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
        message
            .MapMethods(
                "",
                ReadEndpoints.Methods,
                (HttpContext http, CorrespondenceItemEndpoint page) => page.Show(http)
            )
            .WithName(name);
        message
            .MapMethods(
                "/raw",
                ReadEndpoints.Methods,
                (HttpContext http, CorrespondenceItemEndpoint page) => page.Raw(http)
            )
            .WithName($"{name}Raw");
        message
            .MapMethods(
                "/attachments/{index}",
                ReadEndpoints.Methods,
                (HttpContext http, CorrespondenceItemEndpoint page) => page.Attachment(http)
            )
            .WithName($"{name}Attachment");
        message
            .MapMethods(
                "/attachments/{index}/view",
                ReadEndpoints.Methods,
                (HttpContext http, CorrespondenceItemEndpoint page) => page.View(http)
            )
            .WithName($"{name}View");
    }

    private static void MapOverview(RouteGroupBuilder campaign)
    {
        campaign
            .MapMethods("", ReadEndpoints.Methods, (HttpContext http, DashboardEndpoint page) => page.Show(http))
            .WithName("StaffDashboard");
        campaign
            .MapMethods("/live", ReadEndpoints.Methods, (HttpContext http, DashboardEndpoint page) => page.Live(http))
            .WithName("StaffDashboardLive");
    }

    private static void MapInvitations(RouteGroupBuilder campaign)
    {
        campaign
            .MapMethods(
                "/invitations",
                ReadEndpoints.Methods,
                (HttpContext http, InvitationsEndpoint page) => page.Show(http)
            )
            .WithName("StaffInvitations");
        campaign
            .MapMethods(
                "/reminders",
                ReadEndpoints.Methods,
                (HttpContext http, RemindersEndpoint page) => page.Show(http)
            )
            .WithName("StaffReminders");
        campaign
            .MapMethods(
                "/invitations/{invitee}",
                ReadEndpoints.Methods,
                (HttpContext http, InvitationEndpoint page) => page.Show(http)
            )
            .WithName("StaffInvitation");
        campaign
            .MapMethods(
                "/invitations/{invitee}/letters/{letter}",
                ReadEndpoints.Methods,
                (HttpContext http, InvitationEndpoint page) => page.Letter(http)
            )
            .WithName("StaffLetter");
    }

    private static void MapPrintRun(RouteGroupBuilder campaign)
    {
        campaign
            .MapMethods(
                "/corrections",
                ReadEndpoints.Methods,
                (HttpContext http, CorrectionsEndpoint page) => page.Show(http)
            )
            .WithName("StaffCorrections");
        campaign
            .MapMethods(
                "/print-run",
                ReadEndpoints.Methods,
                (HttpContext http, PrintRunEndpoint page) => page.Show(http)
            )
            .WithName("StaffPrintRun");
        campaign
            .MapMethods(
                "/print-run/{document}.html",
                ReadEndpoints.Methods,
                (HttpContext http, PrintRunEndpoint page) => page.Print(http)
            )
            .WithName("StaffPrintDocument");
    }

    private static void MapCorrespondence(RouteGroupBuilder campaign)
    {
        campaign
            .MapMethods(
                "/correspondence",
                ReadEndpoints.Methods,
                (HttpContext http, CorrespondencePageEndpoint page) => page.Show(http)
            )
            .WithName("StaffCorrespondence");
        MapMessage(campaign.MapGroup("/correspondence/{message}"), "StaffCorrespondenceItem");
    }

    private static void MapLetters(RouteGroupBuilder campaign)
    {
        campaign
            .MapMethods("/proofs", ReadEndpoints.Methods, (HttpContext http, ProofsEndpoint page) => page.Show(http))
            .WithName("StaffProofs");
        campaign
            .MapMethods(
                "/proofs/{language}/{letter}",
                ReadEndpoints.Methods,
                (HttpContext http, ProofsEndpoint page) => page.Letter(http)
            )
            .WithName("StaffProof");
        campaign
            .MapMethods(
                "/letters/new",
                ReadEndpoints.Methods,
                (HttpContext http, LetterCorrectionEndpoint page) => page.New(http)
            )
            .WithName("StaffNewLetter");
        campaign
            .MapMethods(
                "/letters/{language}/{letter}",
                ReadEndpoints.Methods,
                (HttpContext http, LetterCorrectionEndpoint page) => page.Show(http)
            )
            .WithName("StaffCorrectLetter");
        campaign
            .MapMethods(
                "/letters/{language}/{letter}/preview",
                ReadEndpoints.Methods,
                (HttpContext http, LetterCorrectionEndpoint page) => page.Preview(http)
            )
            .WithName("StaffCorrectLetterPreview");
    }

    /// <summary>The forms of a letter of a launched campaign.</summary>
    private static void MapLetterForms(RouteGroupBuilder letter)
    {
        letter
            .MapPost("", (HttpContext http, LetterCorrectionEndpoint page) => page.Post(http))
            .WithMetadata(new BodyLimit(DraftPages.MaxFormSize))
            .WithName("StaffSaveCorrection");
        letter
            .MapPost("/preview", (HttpContext http, LetterCorrectionEndpoint page) => page.PreviewTyped(http))
            .WithMetadata(new BodyLimit(DraftPages.MaxFormSize))
            .WithName("StaffPreviewTypedCorrection");
        letter
            .MapPost("/test", (HttpContext http, LetterCorrectionEndpoint page) => page.SendTest(http))
            .WithMetadata(new BodyLimit(DraftPages.MaxFormSize))
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
            .MapMethods(
                "/statements",
                ReadEndpoints.Methods,
                (HttpContext http, RunningOrderEndpoint page) => page.Show(http)
            )
            .WithName("StaffRunningOrder");
        campaign
            .MapMethods("/webhook-deliveries", ReadEndpoints.Methods, WebhookDeliveriesEndpoint.Show)
            .WithName("StaffWebhookDeliveries");
        // The address before version 0.2.
        campaign
            .MapMethods("/announcements", ReadEndpoints.Methods, WebhookDeliveriesEndpoint.Show)
            .WithName("StaffAnnouncements");
        campaign
            .MapMethods("/journal", ReadEndpoints.Methods, (HttpContext http, HistoryEndpoint page) => page.Show(http))
            .WithName("StaffJournal");
        campaign
            .MapMethods(
                "/export.csv",
                ReadEndpoints.Methods,
                (HttpContext http, StaffExports exports) => exports.Invitations(http)
            )
            .WithName("StaffExport");
        campaign
            .MapMethods(
                "/export.xlsx",
                ReadEndpoints.Methods,
                (HttpContext http, StaffExports exports) => exports.InvitationsSpreadsheet(http)
            )
            .WithName("StaffExportSpreadsheet");
        campaign
            .MapMethods(
                "/participants.xlsx",
                ReadEndpoints.Methods,
                (HttpContext http, StaffExports exports) => exports.ParticipantsSpreadsheet(http)
            )
            .WithName("StaffParticipantsSpreadsheet");
        campaign
            .MapMethods(
                "/participants.csv",
                ReadEndpoints.Methods,
                (HttpContext http, StaffExports exports) => exports.Participants(http)
            )
            .WithName("StaffParticipants");
        campaign
            .MapMethods(
                "/statements.csv",
                ReadEndpoints.Methods,
                (HttpContext http, StaffExports exports) => exports.Statements(http)
            )
            .WithName("StaffStatements");
        campaign
            .MapMethods(
                "/statements.xlsx",
                ReadEndpoints.Methods,
                (HttpContext http, StaffExports exports) => exports.StatementsSpreadsheet(http)
            )
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
            .WithMetadata(new BodyLimit(InviteeUpload.MaxSize))
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
