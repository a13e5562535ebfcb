using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Hosting.Authentication;

/// <summary>Names what a member of staff does at an address under a key, such as an <c>Idempotency-Key</c>. Another
/// person or address with the same key has another name.</summary>
internal static class ActionKeys
{
    private const int ActionIdLength = 32;

    /// <summary>The name of a request.</summary>
    public static string Hash(HttpContext http, string key) =>
        ContentHash.Compute([http.Request.Path, http.User.GetStaffMember().Name, key]);

    /// <summary>The id of an action, which is done once.</summary>
    public static string CreateActionId(HttpContext http, string key) => Hash(http, key)[..ActionIdLength];
}
