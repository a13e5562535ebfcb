using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Tells a monitor whether the application lives and its store answers.</summary>
public sealed class HealthEndpoint(IInvitationStore store)
{
    /// <summary>An id that a read can be tried with; whether it exists does not matter.</summary>
    private static readonly CampaignId Any = new("health");

    /// <summary>200 with <c>{"status":"healthy"}</c>, or 503 with
    /// <c>{"status":"unhealthy","store":"unreachable"}</c>.</summary>
    public async Task<IResult> Show(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await store.FindCampaign(Any, http.RequestAborted);
            return Results.Json(new { status = "healthy" });
        }
        catch (StoreUnavailableException)
        {
            return Results.Json(
                new { status = "unhealthy", store = "unreachable" },
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }
    }
}
