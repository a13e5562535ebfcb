using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff add invitees to a campaign that is on the record.</summary>
public sealed class InviteeEndpoint(InviteeAdditions additions)
{
    /// <summary>The largest list that is read, in bytes: a thousand rows of the longest cells have room in
    /// it.</summary>
    public const int Largest = 4 * 1024 * 1024;

    /// <summary>Takes a list: as <c>application/json</c>, or else as CSV in the form of <c>invitees.csv</c>. All of it,
    /// or nothing and everything that is wrong, where the <c>line</c> of a list in JSON is the invitee's place in it,
    /// from 1.</summary>
    public async Task<IResult> Add(HttpContext http)
    {
        if (!CampaignId.TryParse(http.Asked(), out var id))
            return Problems.NoSuchCampaign(http.Asked());
        return IsJson(http.Request)
                ? Answer(
                    await additions.Add(
                        id,
                        Rows(await http.Body(InvitationJson.Default.AdditionRequest, largest: Largest)),
                        http.ActorFromHeaders(),
                        http.RequestAborted
                    )
                )
            : await RequestBody.Receive(http.Request, Largest, http.RequestAborted) is { } csv
                ? Answer(await additions.Add(id, csv.ToArray(), http.ActorFromHeaders(), http.RequestAborted))
            : Problems.TooLarge(Largest);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(AdditionRequest request) =>
        [.. request.Invitees?.Select(i => (i ?? new InviteeRequest()).Cells()) ?? []];

    private static IResult Answer(AdditionResult result) =>
        result switch
        {
            AdditionResult.Done done => Results.Json(done.Added, InvitationJson.Default.Added),
            AdditionResult.Wrong wrong => Problems.WithFolder(wrong.Problems),
            AdditionResult.Refused refused => StaffCall.Refusal(refused.Why),
            _ => throw new InvalidOperationException($"{result} is not an answer."),
        };
}

/// <summary>Invitees to be added.</summary>
public sealed record AdditionRequest(IReadOnlyList<InviteeRequest?>? Invitees = null);

/// <summary>An invitee, as a row of <c>invitees.csv</c> has it; <c>copy</c> and <c>region</c> may be left
/// out.</summary>
public sealed record InviteeRequest(
    string? Id = null,
    string? State = null,
    string? Name = null,
    string? Office = null,
    string? Salutation = null,
    string? Language = null,
    string? Address = null,
    string? Copy = null,
    string? Zone = null,
    string? Weekend = null,
    string? Region = null
)
{
    internal Dictionary<string, string> Cells() =>
        new()
        {
            ["id"] = Id ?? "",
            ["state"] = State ?? "",
            ["name"] = Name ?? "",
            ["office"] = Office ?? "",
            ["salutation"] = Salutation ?? "",
            ["language"] = Language ?? "",
            ["address"] = Address ?? "",
            ["copy"] = Copy ?? "",
            ["zone"] = Zone ?? "",
            ["weekend"] = Weekend ?? "",
            ["region"] = Region ?? "",
        };
}
