using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.SignIn;

/// <summary>Signing in on one machine. Opening the link changes nothing, so whatever previews it burns nothing; the
/// button does.</summary>
public sealed class SignInEndpoints(StaffSessions sessions, StaffEntrance entrance)
{
    public Task<IResult> Show(HttpContext http) =>
        Task.FromResult<IResult>(
            Page(http, http.Request.Query["code"].ToString(), Back(http.Request.Query[entrance.BackField]))
        );

    public async Task<IResult> SignIn(HttpContext http)
    {
        if (await StaffForm.Read(http) is not { } form)
            return StaffNotices.FormTooLarge(http);
        var back = Back(form.Text(entrance.BackField));
        if (sessions.Begin(form.Text("code"), form.Text("name")) is not { } secret)
            return Page(http, "", back, used: true);
        http.Response.Cookies.Append(
            StaffSessions.Cookie,
            secret,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.Request.IsHttps,
                Path = "/staff",
                MaxAge = StaffSessions.SessionLife,
            }
        );
        return SeeOther.To(http, back);
    }

    /// <summary>Shows a fresh link where only those see it who may: in the terminal.</summary>
    public Task<IResult> Tell(HttpContext http)
    {
        sessions.Tell();
        return Task.FromResult<IResult>(Page(http, "", "/staff", told: true));
    }

    public Task<IResult> SignOut(HttpContext http)
    {
        sessions.End(http);
        http.Response.Cookies.Delete(StaffSessions.Cookie, new CookieOptions { Path = "/staff" });
        return Task.FromResult(SeeOther.To(http, "/staff/sign-in"));
    }

    private RazorComponentResult<SignInPage> Page(
        HttpContext http,
        string code,
        string back,
        bool used = false,
        bool told = false
    )
    {
        PageHeaders.SetForStaff(http.Response);
        return new RazorComponentResult<SignInPage>(
            new
            {
                Desk = StaffPageContext.Read(http),
                Code = code,
                Back = back,
                Name = sessions.DefaultName,
                Used = used,
                Told = told,
            }
        )
        {
            StatusCode = used ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK,
        };
    }

    /// <summary>Back to a page of ours, whatever the address says.</summary>
    private static string Back(string? page) =>
        page is not null
        && page.StartsWith("/staff", StringComparison.Ordinal)
        && page["/staff".Length..] is "" or ['/' or '?', ..]
        && !page.Contains('\\')
        && !page.Any(char.IsControl)
            ? page
            : "/staff";
}
