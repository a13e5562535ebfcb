using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Correspondence;
using Wsis.Web.StaffPages.Dashboard;
using Wsis.Web.StaffPages.History;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.InvitationList;
using Wsis.Web.StaffPages.Proofs;
using Wsis.Web.StaffPages.Statements;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.StaffPages.WebhookDeliveries;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>The pages of staff.</summary>
internal static class StaffPageRoutes
{
    private const string Campaign = "/staff/campaigns/{id}";
    private const string Invitation = Campaign + "/invitations/{invitee}";

    private static readonly string[] Read = ["GET", "HEAD"];
    private static readonly string[] Write = ["POST"];

    public static IReadOnlyList<Route> All { get; } =
    [
        new Route(
            "StaffStyle",
            Read,
            "/staff/style.css",
            Access.Anonymous,
            http => StaffAssets.Serve(http, StaffAssets.Style)
        ),
        new Route(
            "StaffScript",
            Read,
            "/staff/script.js",
            Access.Anonymous,
            http => StaffAssets.Serve(http, StaffAssets.Script)
        ),
        Route.To<CampaignsEndpoint>("StaffCampaigns", Read, "/staff", Access.Read, (e, http) => e.Show(http)),
        Route.To<DashboardEndpoint>("StaffDashboard", Read, Campaign, Access.Read, (e, http) => e.Show(http)),
        Route.To<DashboardEndpoint>(
            "StaffDashboardLive",
            Read,
            $"{Campaign}/live",
            Access.Read,
            (e, http) => e.Live(http)
        ),
        Route.To<CampaignPageActions>(
            "StaffCampaignAct",
            Write,
            $"{Campaign}/acts/{{act}}",
            Access.Manage,
            (e, http) => e.Do(http)
        ),
        Route.To<InvitationsEndpoint>(
            "StaffInvitations",
            Read,
            $"{Campaign}/invitations",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<InvitationsEndpoint>(
            "StaffRemindSelected",
            Write,
            $"{Campaign}/invitations",
            Access.Manage,
            (e, http) => e.Remind(http)
        ),
        Route.To<InvitationEndpoint>("StaffInvitation", Read, Invitation, Access.Read, (e, http) => e.Show(http)),
        Route.To<InvitationPageActions>(
            "StaffInvitationAct",
            Write,
            $"{Invitation}/acts/{{act}}",
            Access.Manage,
            (e, http) => e.Do(http)
        ),
        Route.To<InvitationEndpoint>(
            "StaffLetter",
            Read,
            $"{Invitation}/letters/{{letter}}",
            Access.Read,
            (e, http) => e.Letter(http)
        ),
        Route.To<CorrespondencePageEndpoint>(
            "StaffCorrespondence",
            Read,
            $"{Campaign}/correspondence",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<CorrespondenceItemEndpoint>(
            "StaffPiece",
            Read,
            $"{Campaign}/correspondence/{{n}}",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<CorrespondencePageActions>(
            "StaffPieceAct",
            Write,
            $"{Campaign}/correspondence/{{n}}/acts/{{act}}",
            Access.Manage,
            (e, http) => e.Do(http)
        ),
        Route.To<ProofsEndpoint>("StaffProofs", Read, $"{Campaign}/proofs", Access.Read, (e, http) => e.Show(http)),
        Route.To<ProofsEndpoint>(
            "StaffProof",
            Read,
            $"{Campaign}/proofs/{{language}}/{{letter}}",
            Access.Read,
            (e, http) => e.Letter(http)
        ),
        Route.To<OrderEndpoint>(
            "StaffRunningOrder",
            Read,
            $"{Campaign}/statements",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<WebhookDeliveryEndpoint>(
            "StaffAnnouncements",
            Read,
            $"{Campaign}/announcements",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<StatementPageActions>(
            "StaffPlaceAct",
            Write,
            $"{Campaign}/statements/acts/{{act}}",
            Access.Manage,
            (e, http) => e.Do(http)
        ),
        Route.To<HistoryEndpoint>("StaffJournal", Read, $"{Campaign}/journal", Access.Read, (e, http) => e.Show(http)),
        Route.To<ExportEndpoints>(
            "StaffExport",
            Read,
            $"{Campaign}/export.csv",
            Access.Read,
            (e, http) => e.Everything(http)
        ),
        Route.To<ExportEndpoints>(
            "StaffParticipants",
            Read,
            $"{Campaign}/participants.csv",
            Access.Read,
            (e, http) => e.Participants(http)
        ),
    ];

    public static IServiceCollection AddStaffPages(this IServiceCollection services) =>
        services
            .AddSingleton<FormTokens>()
            .AddSingleton<CampaignsEndpoint>()
            .AddSingleton<DashboardEndpoint>()
            .AddSingleton<CampaignPageActions>()
            .AddSingleton<InvitationsEndpoint>()
            .AddSingleton<InvitationEndpoint>()
            .AddSingleton<InvitationPageActions>()
            .AddSingleton<ProofsEndpoint>()
            .AddSingleton<CorrespondencePageEndpoint>()
            .AddSingleton<CorrespondenceItemEndpoint>()
            .AddSingleton<CorrespondencePageActions>()
            .AddSingleton<OrderEndpoint>()
            .AddSingleton<StatementPageActions>()
            .AddSingleton<HistoryEndpoint>();
}
