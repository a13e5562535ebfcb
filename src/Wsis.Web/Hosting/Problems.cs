using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.Hosting;

/// <summary>Creates problem details (RFC 9457).</summary>
public static class Problems
{
    /// <summary>The property with the reason's code, which stays when its text changes.</summary>
    private const string Code = "code";

    public static ProblemHttpResult Create(int status, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail);

    /// <summary>A problem that the domain has a code for.</summary>
    private static ProblemHttpResult Create(int status, string title, Reason reason) =>
        TypedResults.Problem(
            statusCode: status,
            title: title,
            detail: reason.ToEnglish(),
            extensions: [KeyValuePair.Create<string, object?>(Code, reason.Code)]
        );

    public static ProblemHttpResult NotFound(Reason reason) =>
        Create(StatusCodes.Status404NotFound, "Not found", reason);

    /// <summary>No endpoint has the address.</summary>
    public static ProblemHttpResult NoSuchAddress() =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status404NotFound,
            title: "There is nothing here",
            detail: "No endpoint has this address.",
            extensions: [KeyValuePair.Create<string, object?>(Code, "address-not-found")]
        );

    public static ProblemHttpResult NoSuchCampaign(string id) => NotFound(new Reason.CampaignNotFound(id));

    /// <summary>The request does not have the expected form.</summary>
    public static ProblemHttpResult Unreadable(string why) =>
        Create(StatusCodes.Status400BadRequest, "The request cannot be read", why);

    public static ProblemHttpResult KeyUsedBefore(string header) =>
        Create(
            StatusCodes.Status422UnprocessableEntity,
            "The key was used before",
            $"The same {header} came with another query or body; a new request needs a new key."
        );

    /// <summary>The action is not possible in the present state.</summary>
    public static ProblemHttpResult NotNow(Reason reason) =>
        Create(StatusCodes.Status409Conflict, "Not possible in the current state", reason);

    /// <summary>The <c>If-Match</c> of the request names another version than the stored one.</summary>
    public static ProblemHttpResult Stale() =>
        Create(StatusCodes.Status412PreconditionFailed, "Changed in the meantime", new Reason.Stale());

    /// <summary>The <c>If-None-Match</c> of the request asks for a new draft, and there is one.</summary>
    public static ProblemHttpResult DraftExists(CampaignId campaign) =>
        Create(StatusCodes.Status412PreconditionFailed, "Created in the meantime", new Reason.DraftExists(campaign));

    /// <summary>The <c>If-Match</c> of the request names another version of a file than the stored one.</summary>
    public static ProblemHttpResult StaleFile(DraftChange change) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status412PreconditionFailed,
            title: "Changed in the meantime",
            detail: $"{change.By} has changed '{change.Path}' since it was read; nothing was done. Read it again and "
                + "decide again.",
            extensions: new Dictionary<string, object?>
            {
                [Code] = new Reason.Stale().Code,
                ["changedBy"] = change.By,
                ["changedAt"] = Moments.FormatUtc(change.At),
                ["etag"] = change.Hash is null ? null : EntityTags.Create(change.Hash),
            }
        );

    /// <summary>The errors of a request by field: the text in <c>errors</c>, the code in <c>codes</c>.</summary>
    public static ProblemHttpResult WithFields(IReadOnlyDictionary<string, Reason> fields) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(fields.ToDictionary(f => f.Key, f => new[] { f.Value.ToEnglish() }))
            {
                Status = StatusCodes.Status400BadRequest,
                Title = "Some fields cannot be used",
                Detail = string.Join(" ", fields.Select(f => $"{f.Key}: {f.Value.ToEnglish()}")),
                Extensions =
                {
                    [Code] = "invalid-fields",
                    ["codes"] = fields.ToDictionary(f => f.Key, f => f.Value.Code),
                },
            }
        );

    /// <inheritdoc cref="WithFields"/>
    public static ProblemHttpResult WithField(string name, Reason reason) =>
        WithFields(new Dictionary<string, Reason> { [name] = reason });

    public static ProblemHttpResult TooLarge(long limit) =>
        Create(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"At most {limit:N0} bytes are read.");

    public static ProblemHttpResult TooMany() =>
        Create(
            StatusCodes.Status429TooManyRequests,
            "Too many requests",
            "The header Retry-After says in how many seconds the next one is taken."
        );

    public static ProblemHttpResult Unavailable() =>
        Create(
            StatusCodes.Status503ServiceUnavailable,
            "Our records cannot be reached",
            "Nothing is known to have been changed. Please try again in a few minutes."
        );

    public static ProblemHttpResult Unexpected() =>
        Create(
            StatusCodes.Status500InternalServerError,
            "Something went wrong",
            "The error has been logged. Read the data again to see whether anything was changed."
        );

    /// <summary>All problems of a campaign folder, a list or a letter, each with its file and line. Nothing was
    /// stored.</summary>
    public static ProblemHttpResult WithFolder(IReadOnlyList<Problem> problems) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status400BadRequest,
            title: "What was uploaded has problems",
            detail: $"It has {EnglishCount.Format(problems.Count, "problem")}. Nothing was stored.",
            extensions: new Dictionary<string, object?>
            {
                ["problems"] = problems
                    .Select(p => new Dictionary<string, object>
                    {
                        ["file"] = p.File,
                        ["line"] = p.Line,
                        ["code"] = p.Reason.Code,
                        ["message"] = p.Message,
                    })
                    .ToArray(),
            }
        );
}
