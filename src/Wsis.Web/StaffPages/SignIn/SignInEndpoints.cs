using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffPages.SignIn;

/// <summary>Signing in on one machine. The program prints a link to this page. Opening the link changes nothing, so
/// that a preview does not use it. The button redeems it.</summary>
public static class SignInEndpoints
{
    /// <summary>Adds sessions of people who sign in by a link.</summary>
    public static IServiceCollection AddStaffSessions(this IServiceCollection services, StaffSessions sessions) =>
        services
            .AddSingleton(sessions)
            .AddSingleton(StaffSignIn.Local)
            .AddStaffScheme<StaffSessionHandler>(StaffSessionHandler.Name, StaffSessionHandler.HasCredentials);

    /// <summary>Maps the pages that sign in and out. The host has added sessions.</summary>
    public static void MapStaffSignIn(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/staff").WithMetadata(new PageMetadata(PageAudience.Staff));
        pages.MapGet("/sign-in", Show).AcceptHead().WithName("SignIn");
        pages.MapPost("/sign-in", SignIn).WithName("BeginSession");
        pages.MapPost("/sign-in/link", PrintLink).WithName("PrintSignInLink");
        pages
            .MapPost("/sign-out", SignOut)
            .WithName("EndSession")
            .RequireAuthorization(Policies.CampaignRead)
            .AddEndpointFilter<StaffFormFilter>();
    }

    private static IResult Show(HttpContext http, StaffSessions sessions)
    {
        var query = http.Request.Query;
        return Page(http, sessions, query["code"].ToString(), ReadReturnPage(query[StaffSignIn.Local.ReturnField]));
    }

    private static async Task<IResult> SignIn(HttpContext http, StaffSessions sessions)
    {
        var form = new StaffForm(await FormFields.Read(http));
        var page = ReadReturnPage(form.Text(StaffSignIn.Local.ReturnField));
        if (sessions.Begin(form.Text("code"), form.Text("name")) is not { } secret)
            return Page(http, sessions, "", page, isUsed: true);
        http.Response.Cookies.Append(
            StaffSessions.Cookie,
            secret,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.IsSecureSite(),
                Path = StaffSessions.CookiePath,
                MaxAge = StaffSessions.SessionLifetime,
            }
        );
        http.Response.Cookies.Append(
            RootEndpoint.Cookie,
            "1",
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.IsSecureSite(),
                Path = "/",
                MaxAge = TimeSpan.FromDays(365),
            }
        );
        return SeeOther.To(http, page);
    }

    /// <summary>Prints a link to the terminal, where only people who may sign in can read it.</summary>
    private static IResult PrintLink(HttpContext http, StaffSessions sessions)
    {
        sessions.PrintLink();
        return Page(http, sessions, "", "/staff", isPrinted: true);
    }

    private static IResult SignOut(HttpContext http, StaffSessions sessions)
    {
        sessions.End(http.Request.Cookies[StaffSessions.Cookie] ?? "");
        http.Response.Cookies.Delete(StaffSessions.Cookie, new CookieOptions { Path = StaffSessions.CookiePath });
        return SeeOther.To(http, StaffSignIn.Local.Path!);
    }

    // The generator of request delegates does not see the types that the Razor generator makes.
    [SuppressMessage("Performance", "CA1859", Justification = "An endpoint cannot return the type of a page.")]
    private static IResult Page(
        HttpContext http,
        StaffSessions sessions,
        string code,
        string page,
        bool isUsed = false,
        bool isPrinted = false
    )
    {
        PageHeaders.SetForStaff(http.Response);
        return new RazorComponentResult<SignInPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Code = code,
                Back = page,
                Name = sessions.DefaultName,
                Used = isUsed,
                IsLinkPrinted = isPrinted,
            }
        )
        {
            StatusCode = isUsed ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK,
        };
    }

    /// <summary>Only a page of this site, whatever the address says.</summary>
    private static string ReadReturnPage(string? page) =>
        page is not null
        && page.StartsWith("/staff", StringComparison.Ordinal)
        && page["/staff".Length..] is "" or ['/' or '?', ..]
        && !page.Contains('\\')
        && !page.Any(char.IsControl)
            ? page
            : "/staff";
}
