using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>What the endpoints of the staff API have in common: what a request names, who acts in it, how a move is
/// answered.</summary>
internal static class StaffCall
{
    /// <summary>The largest JSON body that is read, in bytes.</summary>
    public const int MaxBodySize = 64 * 1024;

    public static string? Asked(this HttpContext http, string what = "id") => http.GetRouteValue(what) as string;

    /// <summary>The campaign that the address names.</summary>
    public static async Task<LoadedCampaign?> Find(this CampaignCache campaigns, HttpContext http) =>
        CampaignId.TryParse(http.Asked(), out var id) ? await campaigns.Find(id, http.RequestAborted) : null;

    /// <summary>The invitation that the address names, whether it exists or not; null where it cannot.</summary>
    public static InvitationKey? Key(this HttpContext http) =>
        CampaignId.TryParse(http.Asked(), out var campaign)
        && InviteeId.TryParse(http.Asked("invitee"), out var invitee)
            ? new InvitationKey(campaign, invitee)
            : null;

    /// <summary>Who acts, on which version, under which name of the act.</summary>
    public static Actor ActorFromHeaders(this HttpContext http) =>
        new(
            http.Staff().Name,
            EntityTags.Saw(http.Request),
            Idempotency.Key(http.Request) is { } key
                ? ContentHash.Compute([http.Request.Path, http.Staff().Name, key])[..32]
                : null
        );

    /// <summary>Reads a JSON body; an empty one as <paramref name="otherwise"/>, where there is that.</summary>
    /// <exception cref="BadHttpRequestException">It is not the JSON that is expected, or too large.</exception>
    public static async Task<T> Body<T>(
        this HttpContext http,
        JsonTypeInfo<T> type,
        T? otherwise = null,
        int largest = MaxBodySize
    )
        where T : class
    {
        using var body =
            await RequestBody.Receive(http.Request, largest, http.RequestAborted)
            ?? throw new BadHttpRequestException(
                $"At most {largest:N0} bytes are read.",
                StatusCodes.Status413PayloadTooLarge
            );
        if (body.Length == 0 && otherwise is not null)
            return otherwise;
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new BadHttpRequestException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is not the JSON that is expected here: {e.Message}", e);
        }
    }

    /// <summary>Answers what came of a move: as <paramref name="done"/> says where it was done, with problem details
    /// where it was not.</summary>
    public static async Task<IResult> Answer<T>(this Task<ActionResult<T>> move, Func<T, Task<IResult>> done)
    {
        var result = await move;
        return result is ActionResult<T>.Ok d ? await done(d.Now) : Refusal(result);
    }

    /// <summary>The problem details of a move that was not done.</summary>
    public static IResult Refusal<T>(ActionResult<T> move) =>
        move switch
        {
            ActionResult<T>.NotFound n => Problems.Create(
                StatusCodes.Status404NotFound,
                "There is no such thing",
                n.Why
            ),
            ActionResult<T>.Invalid w => Problems.WithFields(w.Fields),
            ActionResult<T>.Conflict n => Problems.NotNow(n.Why),
            _ => Problems.Stale(),
        };

    /// <inheritdoc cref="Answer{T}(Task{ActionResult{T}}, Func{T, Task{IResult}})"/>
    public static Task<IResult> Answer<T>(this Task<ActionResult<T>> move, Func<T, IResult> done) =>
        move.Answer(now => Task.FromResult(done(now)));
}
