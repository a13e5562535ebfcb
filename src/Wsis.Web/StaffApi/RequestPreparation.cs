using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>What happens to a request before the arguments of its handler are bound: an id that cannot be one is not
/// found, the body is bounded, and a repeated request gets its first answer. An endpoint filter runs after the
/// binding.</summary>
internal static class RequestPreparation
{
    /// <summary>The most bytes of a body that an endpoint without a <see cref="BodyLimit"/> reads.</summary>
    public const int MaxBodySize = 64 * 1024;

    public static RouteGroupBuilder PrepareRequests(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var handle = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async http =>
            {
                if ((FindUnknownId(http.Request) ?? await BufferBody(http)) is { } refusal)
                    await refusal.ExecuteAsync(http);
                else if (HttpMethods.IsPost(http.Request.Method) && !ChangesNothing(http))
                    await http.RequestServices.GetRequiredService<Idempotency>().Invoke(http, handle);
                else
                    await handle(http);
            };
        });
        // The matcher would route a request without a content type to the fallback. The binder reports the supported
        // types.
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
                endpoint.Metadata.Remove(accepts);
        });
        return group;
    }

    private static bool ChangesNothing(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ChangesNothing>() is not null;

    /// <summary>404 where the address has an id that no campaign, invitee or message can have.</summary>
    private static ProblemHttpResult? FindUnknownId(HttpRequest request)
    {
        if (Read("id") is { } campaign && !CampaignId.TryParse(campaign, out _))
            return Problems.NoSuchCampaign(campaign);
        if (Read("invitee") is { } invitee && !InviteeId.TryParse(invitee, out _))
            return Problems.NotFound(new Reason.InviteeNotFound(Read("id") ?? "", invitee));
        if (Read("message") is { } message && !CorrespondenceId.TryParse(message, out _))
            return Problems.NotFound(new Reason.MessageNotFound(message));
        return null;

        string? Read(string name) => request.RouteValues[name] as string;
    }

    /// <summary>Reads the body of a request that changes something, so that it can be read again. 413 where
    /// it is larger than the endpoint's limit. Bytes are counted here: the Functions host answers an empty 500 where
    /// the server ends a request that is too large.</summary>
    private static async Task<ProblemHttpResult?> BufferBody(HttpContext http)
    {
        if (http.Request.IsRead())
            return null;
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? MaxBodySize;
        if (await RequestBody.Receive(http.Request, limit, http.RequestAborted) is not { } body)
            return Problems.TooLarge(limit);
        http.Response.RegisterForDisposeAsync(body);
        // The framework takes a JSON null for a body that is left out. It is a mistake of the sender.
        if (body is MemoryStream memory && IsNull(memory))
            return Problems.Unreadable("The body is null.");
        http.Request.Body = body;
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new BufferedBody(body.Length > 0));
        return null;
    }

    private static bool IsNull(MemoryStream body) =>
        body.GetBuffer().AsSpan(0, (int)body.Length).Trim(" \t\r\n"u8).SequenceEqual("null"u8);

    /// <summary>An empty body counts as left out, whether its length is stated or not.</summary>
    private sealed record BufferedBody(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}

/// <summary>A <c>POST</c> that changes nothing. It can be repeated without a key, and its answer is not
/// stored.</summary>
internal sealed record ChangesNothing;
