using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Stands before every route: how often one may come; at those of staff, who comes, whether they may, and
/// whether the request was really made on a page of ours.</summary>
internal static class StaffGate
{
    /// <summary>Why a request is not let in, as the answer to give; null where it is.</summary>
    public static async Task<IResult?> Refusal(Route route, HttpContext http)
    {
        if (route.Access == Access.Anonymous)
            return http.RequestServices.GetRequiredService<RequestLimiter>().Refusal(route, http);
        if (http.RequestServices.GetRequiredService<IStaffAccess>().Identify(http) is not { } member)
            return route.IsPage
                ? SignIn(http)
                : Problems.Create(
                    StatusCodes.Status401Unauthorized,
                    "Staff only",
                    $"Sign in, or present a key in the header {StaffKeys.Header}."
                );
        http.Features.Set(member);
        var needed = route.Access == Access.Manage ? StaffRight.Manage : StaffRight.Read;
        if (member.Right < needed)
            return route.IsPage
                ? StaffNotices.NotAllowed(http, needed)
                : Problems.Create(
                    StatusCodes.Status403Forbidden,
                    "Not allowed",
                    $"The role Campaign.{needed} is needed."
                );
        if (IsSafe(http.Request))
            return null;
        if (!IsOurs(http.Request))
            return route.IsPage
                ? StaffNotices.FormTooOld(http)
                : Problems.Create(
                    StatusCodes.Status403Forbidden,
                    "Not allowed",
                    "The request comes from a page of another site."
                );
        return route.IsPage ? await FormRefusal(http, member) : null;
    }

    private static async Task<IResult?> FormRefusal(HttpContext http, StaffMember member)
    {
        if (await StaffForm.Read(http) is not { } form)
            return StaffNotices.FormTooLarge(http);
        if (!http.RequestServices.GetRequiredService<FormTokens>().IsFor(member, form.Text(FormTokens.Field)))
            return StaffNotices.FormTooOld(http);
        http.Features.Set(form);
        return null;
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>Browsers say where a request was made (Fetch Metadata, W3C); programs say nothing.</summary>
    private static bool IsOurs(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    /// <summary>A page that was asked for is come back to; an act is not repeated by signing in.</summary>
    private static IResult SignIn(HttpContext http)
    {
        var page = IsSafe(http.Request) ? http.Request.Path + http.Request.QueryString : "/staff";
        return http.RequestServices.GetRequiredService<StaffEntrance>().To(page) is { } entrance
            ? SeeOther.To(http, entrance)
            : StaffNotices.NoEntrance(http);
    }
}
