using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Hosting;

/// <summary>Decides whether a cookie is sent over https only.</summary>
internal static class SecureSite
{
    /// <summary>Whether the browser reaches the site over https. A proxy may forward the request over http, so the
    /// address of the site decides too.</summary>
    public static bool IsSecureSite(this HttpContext http) =>
        http.Request.IsHttps
        || http.RequestServices.GetRequiredService<CampaignSettings>().Site.Scheme == Uri.UriSchemeHttps;
}
