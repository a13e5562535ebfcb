using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Hosting;

/// <summary>Decides whether the browser reaches the site over https. Cookies are then sent over https only.</summary>
internal static class SecureSite
{
    /// <summary>Gives a request that a proxy has forwarded over http the scheme that the browser used. Antiforgery
    /// refuses to set its secure cookie otherwise.</summary>
    public static Task SetScheme(HttpContext http, RequestDelegate next)
    {
        if (http.IsSecureSite())
            http.Request.Scheme = Uri.UriSchemeHttps;
        return next(http);
    }

    /// <summary>Whether the browser reaches the site over https. A proxy may forward the request over http, so the
    /// address of the site decides too.</summary>
    public static bool IsSecureSite(this HttpContext http) =>
        http.Request.IsHttps
        || http.RequestServices.GetRequiredService<CampaignSettings>().Site.Scheme == Uri.UriSchemeHttps;
}
