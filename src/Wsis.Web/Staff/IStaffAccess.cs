using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Staff;

/// <summary>Decides who is staff. Every host has one; without it no route of staff answers.</summary>
public interface IStaffAccess
{
    /// <summary>Why the sender of a request may not do it, as the answer to give; null where they may.</summary>
    IResult? Refusal(HttpContext http);
}
