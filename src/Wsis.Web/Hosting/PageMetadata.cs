using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Wsis.Web.Hosting;

/// <summary>Marks an endpoint that a person opens in a browser. Its errors are pages in the reader's
/// language.</summary>
/// <param name="Audience">Who reads the pages.</param>
public sealed record PageMetadata(PageAudience Audience);

/// <summary>Who reads a page.</summary>
public enum PageAudience
{
    /// <summary>Invitees and their offices. Pages in all six languages.</summary>
    Public,

    /// <summary>Staff. Pages in English and French.</summary>
    Staff,
}

/// <summary>Decides whether an error is answered by a page.</summary>
internal static class PageAudiences
{
    private const string Html = "text/html";

    /// <summary>Who reads the error of a request; null where a program does. Where no endpoint has matched, the path
    /// and the <c>Accept</c> header say so.</summary>
    public static PageAudience? Find(HttpContext http, Endpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            return endpoint.Metadata.GetMetadata<PageMetadata>()?.Audience;
        var path = http.Request.Path;
        if (path.StartsWithSegments("/staff"))
            return PageAudience.Staff;
        if (path.StartsWithSegments("/r") || path.StartsWithSegments("/p"))
            return PageAudience.Public;
        var isForPrograms = path.StartsWithSegments("/api") || path.StartsWithSegments("/webhooks");
        var wantsPage = http.Request.Headers.Accept.ToString().Contains(Html, StringComparison.OrdinalIgnoreCase);
        return wantsPage && !isForPrograms ? PageAudience.Public : null;
    }
}
