using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.Web.Hosting;

/// <summary>Says whether the application runs and its store answers.</summary>
internal static class HealthEndpoint
{
    /// <summary>An id to try a read with. It does not matter whether it exists.</summary>
    private static readonly CampaignId Probe = new("health");

    /// <summary>200 with <c>{"status":"healthy"}</c>, or 503 with
    /// <c>{"status":"unhealthy","store":"unreachable"}</c>.</summary>
    public static async Task<IResult> Show(HttpContext http, ICampaignStore store)
    {
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await store.Find(Probe, http.RequestAborted);
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
