using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;

namespace Wsis.Web;

/// <summary>What went wrong, as problem details (RFC 9457).</summary>
public static class Problems
{
    public static IResult Of(int status, string title, string detail) => Results.Problem(statusCode: status, title: title, detail: detail);

    public static IResult NoSuchCampaign(string? id) =>
        Of(StatusCodes.Status404NotFound, "There is no such campaign", $"No campaign '{id}' is on the record.");

    /// <summary>The move that was asked for is not possible as things stand; <paramref name="why"/> is a sentence.</summary>
    public static IResult NotNow(string why) => Of(StatusCodes.Status409Conflict, "Not possible as things stand", why);

    public static IResult TooLarge(long limit) =>
        Of(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"At most {limit:N0} bytes are read.");

    public static IResult TooMany() =>
        Of(StatusCodes.Status429TooManyRequests, "Too many requests", "The header Retry-After says in how many seconds the next one is taken.");

    public static IResult Unavailable() => Of(
        StatusCodes.Status503ServiceUnavailable, "Our records cannot be reached", "Nothing is known to have been changed. Please try again in a few minutes.");

    public static IResult Unexpected() => Of(
        StatusCodes.Status500InternalServerError, "Something went wrong", "The error has been logged. Whether anything was changed, reading again tells.");

    /// <summary>Everything that is wrong with a campaign folder, each with its file and line; nothing was stored.</summary>
    public static IResult WithFolder(IReadOnlyList<Problem> problems) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "The campaign folder has problems", detail: $"{problems.Count} things must be mended; nothing was stored.",
        extensions: new Dictionary<string, object?>
        {
            ["problems"] = problems.Select(p => new Dictionary<string, object> { ["file"] = p.File, ["line"] = p.Line, ["message"] = p.Message }).ToArray(),
        });
}
