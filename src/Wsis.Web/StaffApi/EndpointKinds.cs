using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>The two kinds of endpoints of the staff API: those that read and those that change something.</summary>
internal static class EndpointKinds
{
    /// <summary>Gives an endpoint that changes nothing to staff who may read.</summary>
    public static RouteHandlerBuilder RequireReader(this RouteHandlerBuilder endpoint) =>
        endpoint
            .AcceptHead()
            .RequireAuthorization(Policies.CampaignRead)
            .ProducesProblems(
                StatusCodes.Status401Unauthorized,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status503ServiceUnavailable
            );

    /// <summary>Gives a <c>POST</c> to staff who may change. A program may repeat it under an
    /// <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder AsAction(this RouteHandlerBuilder endpoint) =>
        endpoint
            .ProducesProblems(StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity)
            .RequireManager();

    /// <summary>Gives an endpoint that changes something to staff who may change. <c>PUT</c> and <c>DELETE</c> can be
    /// repeated as they are.</summary>
    public static RouteHandlerBuilder RequireManager(this RouteHandlerBuilder endpoint) =>
        endpoint
            .RequireAuthorization(Policies.CampaignManage)
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status401Unauthorized,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status503ServiceUnavailable
            );

    /// <summary>Says with which errors an endpoint answers. All of them are problem details (RFC 9457).</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
