using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.StaffPages;

namespace Wsis.Web.Hosting.Authentication;

/// <summary>Answers requests that authorization refuses: programs get problem details, people a page or the way to sign
/// in.</summary>
internal sealed class StaffAuthorizationResultHandler : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded)
            return next(context);
        var isPage = PageAudiences.Find(context, context.GetEndpoint()) == PageAudience.Staff;
        if (authorizeResult.Challenged)
            return (isPage ? SignIn(context) : (IResult)Unauthenticated()).ExecuteAsync(context);
        var failed = authorizeResult.AuthorizationFailure?.FailedRequirements ?? [];
        var lacksRole = failed.OfType<RolesAuthorizationRequirement>().FirstOrDefault();
        return (isPage ? ForbiddenPage(context, lacksRole) : (IResult)Forbidden(lacksRole)).ExecuteAsync(context);
    }

    private static ProblemHttpResult Unauthenticated() =>
        Problems.Create(
            StatusCodes.Status401Unauthorized,
            "Staff only",
            $"Sign in, or present a key in the header {StaffKeys.Header}."
        );

    private static ProblemHttpResult Forbidden(RolesAuthorizationRequirement? lacksRole) =>
        Problems.Create(
            StatusCodes.Status403Forbidden,
            "Not allowed",
            lacksRole is null
                ? "The request comes from a page of another site."
                : $"The role {lacksRole.AllowedRoles.First()} is needed."
        );

    private static IResult ForbiddenPage(HttpContext http, RolesAuthorizationRequirement? lacksRole) =>
        lacksRole is null
            ? StaffErrorPages.FormTooOld(http)
            : StaffErrorPages.NotAllowed(http, lacksRole.AllowedRoles.First());

    /// <summary>After signing in the browser returns to the page. A form is not sent again.</summary>
    private static IResult SignIn(HttpContext http)
    {
        var request = http.Request;
        var page = request.IsRead() ? request.Path + request.QueryString : "/staff";
        return http.RequestServices.GetRequiredService<StaffSignIn>().GetAddress(page) is { } address
            ? SeeOther.To(http, address)
            : StaffErrorPages.NoSignIn(http);
    }
}
