using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Announcements;
using Wsis.Web.Campaigns;
using Wsis.Web.Staff.Pages.Acts;
using Wsis.Web.Staff.Pages.Dashboard;
using Wsis.Web.Staff.Pages.History;
using Wsis.Web.Staff.Pages.List;
using Wsis.Web.Staff.Pages.One;
using Wsis.Web.Staff.Pages.Order;
using Wsis.Web.Staff.Pages.Proofs;
using Wsis.Web.Staff.Pages.Received;

namespace Wsis.Web.Staff.Pages;

/// <summary>The pages of staff.</summary>
internal static class StaffPageRoutes
{
    private const string Campaign = "/staff/campaigns/{id}";
    private const string Invitation = Campaign + "/invitations/{invitee}";

    private static readonly string[] Read = ["GET", "HEAD"];
    private static readonly string[] Write = ["POST"];

    public static IReadOnlyList<Route> All { get; } =
    [
        new Route("StaffStyle", Read, "/staff/style.css", Access.Anonymous, http => StaffAssets.Serve(http, StaffAssets.Style)),
        new Route("StaffScript", Read, "/staff/script.js", Access.Anonymous, http => StaffAssets.Serve(http, StaffAssets.Script)),
        Route.To<CampaignsEndpoint>("StaffCampaigns", Read, "/staff", Access.Read, (e, http) => e.Show(http)),
        Route.To<DashboardEndpoint>("StaffDashboard", Read, Campaign, Access.Read, (e, http) => e.Show(http)),
        Route.To<DashboardEndpoint>("StaffDashboardLive", Read, $"{Campaign}/live", Access.Read, (e, http) => e.Live(http)),
        Route.To<CampaignActs>("StaffCampaignAct", Write, $"{Campaign}/acts/{{act}}", Access.Manage, (e, http) => e.Do(http)),
        Route.To<InvitationsEndpoint>("StaffInvitations", Read, $"{Campaign}/invitations", Access.Read, (e, http) => e.Show(http)),
        Route.To<InvitationsEndpoint>("StaffRemindSelected", Write, $"{Campaign}/invitations", Access.Manage, (e, http) => e.Remind(http)),
        Route.To<InvitationEndpoint>("StaffInvitation", Read, Invitation, Access.Read, (e, http) => e.Show(http)),
        Route.To<InvitationActs>("StaffInvitationAct", Write, $"{Invitation}/acts/{{act}}", Access.Manage, (e, http) => e.Do(http)),
        Route.To<InvitationEndpoint>("StaffLetter", Read, $"{Invitation}/letters/{{letter}}", Access.Read, (e, http) => e.Letter(http)),
        Route.To<ReceivedEndpoint>("StaffCorrespondence", Read, $"{Campaign}/correspondence", Access.Read, (e, http) => e.Show(http)),
        Route.To<PieceEndpoint>("StaffPiece", Read, $"{Campaign}/correspondence/{{n}}", Access.Read, (e, http) => e.Show(http)),
        Route.To<PieceActs>("StaffPieceAct", Write, $"{Campaign}/correspondence/{{n}}/acts/{{act}}", Access.Manage, (e, http) => e.Do(http)),
        Route.To<ProofsEndpoint>("StaffProofs", Read, $"{Campaign}/proofs", Access.Read, (e, http) => e.Show(http)),
        Route.To<ProofsEndpoint>("StaffProof", Read, $"{Campaign}/proofs/{{language}}/{{letter}}", Access.Read, (e, http) => e.Letter(http)),
        Route.To<OrderEndpoint>("StaffRunningOrder", Read, $"{Campaign}/statements", Access.Read, (e, http) => e.Show(http)),
        Route.To<AnnouncementEndpoint>("StaffAnnouncements", Read, $"{Campaign}/announcements", Access.Read, (e, http) => e.Show(http)),
        Route.To<StatementActs>("StaffPlaceAct", Write, $"{Campaign}/statements/acts/{{act}}", Access.Manage, (e, http) => e.Do(http)),
        Route.To<HistoryEndpoint>("StaffJournal", Read, $"{Campaign}/journal", Access.Read, (e, http) => e.Show(http)),
        Route.To<ExportEndpoints>("StaffExport", Read, $"{Campaign}/export.csv", Access.Read, (e, http) => e.Everything(http)),
        Route.To<ExportEndpoints>("StaffParticipants", Read, $"{Campaign}/participants.csv", Access.Read, (e, http) => e.Participants(http)),
    ];

    public static IServiceCollection AddStaffPages(this IServiceCollection services) => services
        .AddSingleton<FormTokens>().AddSingleton<CampaignsEndpoint>().AddSingleton<DashboardEndpoint>().AddSingleton<CampaignActs>()
        .AddSingleton<InvitationsEndpoint>().AddSingleton<InvitationEndpoint>().AddSingleton<InvitationActs>().AddSingleton<ProofsEndpoint>()
        .AddSingleton<ReceivedEndpoint>().AddSingleton<PieceEndpoint>().AddSingleton<PieceActs>().AddSingleton<OrderEndpoint>().AddSingleton<StatementActs>()
        .AddSingleton<HistoryEndpoint>();
}
