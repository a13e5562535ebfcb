using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Hosting;

/// <summary>The headers of every page. Pages load nothing from other sites, send no referrer, and are neither indexed
/// nor cached.</summary>
internal static class PageHeaders
{
    private const string Reader =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private const string Staff =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Forbids caches to keep a response, unless the endpoint has said otherwise. Almost every response has
    /// personal data, the JSON and CSV of the staff API included.</summary>
    public static Task ForbidStorage(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            if (http.Response.Headers.CacheControl.Count == 0)
                http.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    }

    public static void Set(HttpResponse response) => Set(response, Reader, "no-referrer");

    /// <summary>Staff pages have a script and show letters in frames. Their forms send a referrer to this site,
    /// because App Service authentication checks it.</summary>
    public static void SetForStaff(HttpResponse response)
    {
        Set(response, Staff, "same-origin");
        // Antiforgery sets this value, and warns of any other.
        response.Headers.CacheControl = "no-cache, no-store";
    }

    private static void Set(HttpResponse response, string policy, string referrer)
    {
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers["Referrer-Policy"] = referrer;
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
    }
}
