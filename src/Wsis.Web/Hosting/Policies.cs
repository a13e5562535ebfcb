using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Wsis.Web.Hosting;

/// <summary>The authorization policies. Each has the name of the role that it requires, as in Entra ID and the
/// journal.</summary>
public static class Policies
{
    /// <summary>Staff who may read.</summary>
    public const string CampaignRead = "Campaign.Read";

    /// <summary>Staff who may change. They may read as well.</summary>
    public const string CampaignManage = "Campaign.Manage";

    internal static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services
            .AddAuthorizationBuilder()
            .AddPolicy(CampaignRead, p => Require(p, CampaignRead, CampaignManage))
            .AddPolicy(CampaignManage, p => Require(p, CampaignManage));
        return services.AddSingleton<IAuthorizationHandler, SameOriginHandler>();
    }

    private static void Require(AuthorizationPolicyBuilder policy, params string[] roles) =>
        policy.RequireAuthenticatedUser().RequireRole(roles).AddRequirements(new SameOriginRequirement());
}

/// <summary>The requirement that a change comes from a program or from a page of this site.</summary>
internal sealed class SameOriginRequirement : IAuthorizationRequirement;

/// <summary>Browsers send the site of the request (Fetch Metadata, W3C). Programs send no such header.</summary>
internal sealed class SameOriginHandler : AuthorizationHandler<SameOriginRequirement, HttpContext>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        SameOriginRequirement requirement,
        HttpContext resource
    )
    {
        var request = resource.Request;
        if (request.IsRead() || request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none")
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
