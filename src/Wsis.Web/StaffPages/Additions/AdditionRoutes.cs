using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffPages.Additions;

/// <summary>The endpoints of the pages on which invitees are added.</summary>
internal static class AdditionRoutes
{
    /// <summary>Maps the pages that read, in the group of a campaign's pages.</summary>
    public static void MapAdditionPages(this RouteGroupBuilder campaign)
    {
        campaign
            .MapGet("/additions", (HttpContext http, AdditionsEndpoint page) => page.Show(http))
            .WithName("StaffAdditions");
        campaign
            .MapGet("/additions/one", (HttpContext http, AdditionsEndpoint page) => page.ShowOne(http))
            .WithName("StaffAddition");
        campaign
            .MapGet("/additions/template.xlsx", (HttpContext http, AdditionsEndpoint page) => page.Template(http))
            .WithName("StaffAdditionTemplate");
    }

    /// <summary>Maps the forms, in the group of staff who may change a campaign.</summary>
    public static void MapAdditionForms(this RouteGroupBuilder campaign)
    {
        campaign
            .MapPost("/additions", (HttpContext http, AdditionsEndpoint page) => page.Upload(http))
            .WithMetadata(BodyLimit.OfList)
            .WithName("StaffUploadAdditions");
        campaign
            .MapPost("/additions/columns", (HttpContext http, AdditionsEndpoint page) => page.MatchColumns(http))
            .WithName("StaffMatchAdditionColumns");
        campaign
            .MapPost("/additions/rows", (HttpContext http, AdditionsEndpoint page) => page.MendRows(http))
            .WithMetadata(BodyLimit.OfLetter)
            .WithName("StaffMendAdditions");
        campaign
            .MapPost("/additions/one", (HttpContext http, AdditionsEndpoint page) => page.CheckOne(http))
            .WithName("StaffCheckAddition");
        campaign
            .MapPost("/additions/confirm", (HttpContext http, AdditionsEndpoint page) => page.Confirm(http))
            .WithName("StaffAddInvitees");
    }
}
