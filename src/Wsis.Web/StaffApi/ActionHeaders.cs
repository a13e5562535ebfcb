using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>Who changes something, and which version of it they expect.</summary>
internal readonly record struct ChangeHeaders(
    HttpContext Http,
    [property: FromHeader(Name = "If-Match")] [property: Description(ChangeHeaders.IfMatchMeaning)] string? IfMatch
)
{
    public const string IfMatchMeaning =
        "The ETag of what was read. The change is made to that version only, or else refused.";

    public Actor Actor => new(Http.User.GetStaffMember().Name, ExpectedVersion);

    /// <summary>Null where any version will do.</summary>
    public string? ExpectedVersion => EntityTags.ReadVersion(IfMatch);
}

/// <summary>Who acts, on which version, and under which key they may repeat the request.</summary>
internal readonly record struct ActionHeaders(
    HttpContext Http,
    [property: FromHeader(Name = "If-Match")] [property: Description(ChangeHeaders.IfMatchMeaning)] string? IfMatch,
    [property: FromHeader(Name = Idempotency.Header)]
    [property: Description(ActionHeaders.IdempotencyKeyMeaning)]
        string? IdempotencyKey
)
{
    public const string IdempotencyKeyMeaning =
        "A name of this request, at most 200 characters. The same request may be repeated under it.";

    /// <summary>The action's id is made of the key: where two equal requests come at the same moment, what they do is
    /// done once.</summary>
    public Actor Actor =>
        new(
            Http.User.GetStaffMember().Name,
            ExpectedVersion,
            string.IsNullOrEmpty(IdempotencyKey) ? null : ActionKeys.CreateActionId(Http, IdempotencyKey)
        );

    /// <inheritdoc cref="ChangeHeaders.ExpectedVersion"/>
    public string? ExpectedVersion => EntityTags.ReadVersion(IfMatch);
}

/// <summary>Asks that something is created, and nothing replaced.</summary>
internal static class CreationHeader
{
    public const string Name = "If-None-Match";

    public const string Meaning = "`*` creates a draft only. If there is one with other files, the request is refused.";

    public static bool IsRequired(string? header) => header?.Trim() == "*";
}
