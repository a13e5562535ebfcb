using Microsoft.AspNetCore.Http;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Decides who is staff. Every host has one; without it no route of staff answers.</summary>
public interface IStaffAccess
{
    /// <summary>Who sends a request; null where it is nobody that is known.</summary>
    StaffMember? Identify(HttpContext http);
}

/// <summary>A person or a program of staff, by the name that the journal gets to know.</summary>
public sealed record StaffMember(string Name, StaffRight Right)
{
    /// <summary>What distinguishes this signing-in from others of the same name: forms are good for it alone.</summary>
    public string Session { get; init; } = "";
}

/// <summary>What a member of staff may do, each right including those before it.</summary>
public enum StaffRight
{
    /// <summary>Signed in, and has no role here.</summary>
    None,

    /// <summary>May look: the role <c>Campaign.Read</c>.</summary>
    Read,

    /// <summary>May look and change: the role <c>Campaign.Manage</c>.</summary>
    Manage,
}

/// <summary>Several ways to be staff: the first one that knows the sender decides.</summary>
public sealed class AnyAccess(params IReadOnlyList<IStaffAccess> ways) : IStaffAccess
{
    public StaffMember? Identify(HttpContext http) =>
        ways.Select(w => w.Identify(http)).FirstOrDefault(m => m is not null);
}

/// <summary>Who acts in a request that a route of staff has let in.</summary>
public static class StaffRequest
{
    /// <exception cref="InvalidOperationException">The route is not one of staff.</exception>
    public static StaffMember Staff(this HttpContext http) =>
        http.Features.Get<StaffMember>()
        ?? throw new InvalidOperationException("Nobody of staff was asked for on this route.");
}
