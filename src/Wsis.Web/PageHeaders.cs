using Microsoft.AspNetCore.Http;

namespace Wsis.Web;

/// <summary>The headers of every page: nothing from elsewhere, no referrer, no index, no cache.</summary>
internal static class PageHeaders
{
    public static void Set(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
    }
}
