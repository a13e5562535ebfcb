using Microsoft.AspNetCore.Http;

namespace Wsis.Web.StaffPages;

/// <summary>Redirects the browser to a page with <c>GET</c>, so that a reload sends nothing again.</summary>
internal static class SeeOther
{
    public static IResult To(HttpContext http, string page)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = page;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
