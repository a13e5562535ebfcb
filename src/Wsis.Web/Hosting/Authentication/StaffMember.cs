using System.Security.Claims;

namespace Wsis.Web.Hosting.Authentication;

/// <summary>A person or a program of staff.</summary>
/// <param name="Name">The name that the journal records.</param>
/// <param name="CanManage">Whether they may change, and not only read.</param>
public sealed record StaffMember(string Name, bool CanManage);

/// <summary>The member of staff in a principal.</summary>
public static class StaffPrincipal
{
    /// <summary>Creates the principal of a member of staff.</summary>
    /// <param name="scheme">The authentication scheme that recognized them.</param>
    /// <param name="name">The name that the journal records.</param>
    /// <param name="roles">Their roles: <see cref="Policies.CampaignRead"/> and
    /// <see cref="Policies.CampaignManage"/>.</param>
    /// <param name="id">What distinguishes this sign-in from others. Antiforgery tokens are valid for it alone.</param>
    public static ClaimsPrincipal Create(string scheme, string name, IEnumerable<string> roles, string id) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.Name, name),
                    new Claim(ClaimTypes.NameIdentifier, id),
                    .. roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                scheme
            )
        );

    /// <summary>The member of staff who sends a request.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint requires no
    /// authorization.</exception>
    public static StaffMember GetStaffMember(this ClaimsPrincipal user) =>
        user.FindStaffMember() ?? throw new InvalidOperationException("The endpoint requires no authorization.");

    /// <summary>The member of staff who sends a request; null where nobody is signed in.</summary>
    public static StaffMember? FindStaffMember(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } name }
            ? new StaffMember(name, user.IsInRole(Policies.CampaignManage))
            : null;
}
