using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff;

namespace Wsis.Web.Invitees;

/// <summary>Staff add invitees to a campaign that is on the record.</summary>
public sealed class InviteeEndpoint(LateAdditions additions)
{
    /// <summary>The largest list that is read, in bytes: a thousand rows of the longest cells have room in it.</summary>
    public const int Largest = 4 * 1024 * 1024;

    /// <summary>Takes a list as <c>text/csv</c>, in the form of <c>invitees.csv</c>: all of it, or nothing and everything that is wrong.</summary>
    public async Task<IResult> Add(HttpContext http)
    {
        if (!CampaignId.TryParse(http.Asked(), out var id))
            return Problems.NoSuchCampaign(http.Asked());
        if (await RequestBody.Receive(http.Request, Largest, http.RequestAborted) is not { } csv)
            return Problems.TooLarge(Largest);
        return await additions.Add(id, csv.ToArray(), http.Actor(), http.RequestAborted) switch
        {
            AdditionResult.Done done => Results.Json(done.Added, InvitationJson.Default.Added),
            AdditionResult.Wrong wrong => Problems.WithFolder(wrong.Problems),
            AdditionResult.Refused refused => await Task.FromResult(refused.Why).Answer(_ => Results.NoContent()),
            var other => throw new InvalidOperationException($"{other} is not an answer."),
        };
    }
}
