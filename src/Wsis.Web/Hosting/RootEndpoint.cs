using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.Hosting;

/// <summary>What a browser asks for by itself: the root of the site and its icon.</summary>
internal static class RootEndpoint
{
    /// <summary>A cookie that says that somebody has signed in with this browser. It opens nothing. The cookie of the
    /// session is sent to the pages of staff only.</summary>
    public const string Cookie = "wsis-signed-in-before";

    /// <summary>Leads staff to their pages. Others get an empty response, so that a stranger learns nothing of the
    /// site.</summary>
    public static IResult Show(HttpContext http)
    {
        if (http.User.FindStaffMember() is not null || http.Request.Cookies.ContainsKey(Cookie))
            return TypedResults.Redirect("/staff");
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return TypedResults.StatusCode(StatusCodes.Status404NotFound);
    }

    /// <summary>There is no icon. The browser asks for it once a day.</summary>
    public static IResult ShowIcon(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.NoContent();
    }
}
