using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;

namespace Wsis.Web.Hosting.Errors;

/// <summary>Answers a request that no endpoint answers. A person gets a page, a program gets problem details
/// (RFC 9457).</summary>
internal static class ErrorResponses
{
    /// <summary>Writes the error.</summary>
    /// <param name="http">The request.</param>
    /// <param name="endpoint">The endpoint that the request was for; null where none matches.</param>
    /// <param name="status">The status.</param>
    /// <param name="detail">The detail for a program; null for a text that fits the status.</param>
    public static Task Write(HttpContext http, Endpoint? endpoint, int status, string? detail = null)
    {
        var result = PageAudiences.Find(http, endpoint) switch
        {
            PageAudience.Staff => StaffErrorPages.Create(http, status),
            PageAudience.Public => PublicErrorPages.Create(http, status),
            _ => CreateProblem(http, status, detail),
        };
        return result.ExecuteAsync(http);
    }

    /// <summary>429, with the seconds after which the next request is accepted.</summary>
    public static Task WriteTooMany(HttpContext http, TimeSpan retryAfter)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return Write(http, http.GetEndpoint(), StatusCodes.Status429TooManyRequests);
    }

    private static ProblemHttpResult CreateProblem(HttpContext http, int status, string? detail) =>
        status switch
        {
            StatusCodes.Status404NotFound => Problems.NoSuchAddress(),
            StatusCodes.Status405MethodNotAllowed => Problems.Create(
                status,
                "Not with this method",
                $"This address takes {http.Response.Headers.Allow}."
            ),
            StatusCodes.Status429TooManyRequests => Problems.TooMany(),
            StatusCodes.Status503ServiceUnavailable => Problems.Unavailable(),
            >= StatusCodes.Status500InternalServerError => Problems.Unexpected(),
            _ => Problems.Create(
                status,
                "The request cannot be read",
                detail ?? "The server cannot read this request. Nothing was changed."
            ),
        };
}
