using Microsoft.AspNetCore.Http;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>Sends the browser on to a page, by <c>GET</c>: reloading that page sends nothing again.</summary>
internal static class SeeOther
{
    public static IResult To(HttpContext http, string page)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = page;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
