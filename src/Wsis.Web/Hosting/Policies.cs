using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Wsis.Web.Hosting;

/// <summary>The authorization policies. Each is named after the role that it asks for, as Entra ID and the journal know
/// it.</summary>
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

/// <summary>A change is asked for by a program, or by a page of this site.</summary>
internal sealed class SameOriginRequirement : IAuthorizationRequirement;

/// <summary>Browsers say on which site a request was made (Fetch Metadata, W3C). Programs send no such
/// header.</summary>
internal sealed class SameOriginHandler : AuthorizationHandler<SameOriginRequirement, HttpContext>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        SameOriginRequirement requirement,
        HttpContext resource
    )
    {
        var request = resource.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isRead || request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none")
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
