using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Printing;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Wsis.Web.StaffApi;

/// <summary>Staff print the letters to offices without e-mail, and mark them as posted.</summary>
internal static class PrintRunApi
{
    public static void MapPrintRun(this RouteGroupBuilder api)
    {
        var run = api.MapGroup("/campaigns/{id}/print-run").WithTags("Print run");
        run.MapGet("/", List)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("PrintRun")
            .WithSummary("The letters on paper that wait, in the order of the States, at most 1,000.");
        run.MapGet("/{document}.html", Print)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Html)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("PrintDocument")
            .WithSummary("The letters of the print run as one document, their labels or their envelopes.")
            .WithDescription("The document is letters, labels or envelopes. It is HTML for a printer.");
        run.MapPost("/posted", MarkPosted)
            .AsAction()
            .WithName("MarkPosted")
            .WithSummary("Marks letters of the print run as posted, faxed or sent by pouch.")
            .WithDescription("They count as sent. The answer says which were refused, and why.");
    }

    private static async Task<Results<Ok<PrintRunView>, ProblemHttpResult>> List(
        CampaignId id,
        CampaignCache campaigns,
        PrintRunService printRun,
        CancellationToken cancellation
    ) =>
        await campaigns.Find(id, cancellation) is { } campaign
            ? TypedResults.Ok(
                new PrintRunView([
                    .. (await printRun.List(campaign, cancellation)).Select(l =>
                        PrintRunLetterView.From(l, campaign.Campaign)
                    ),
                ])
            )
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Print(
        CampaignId id,
        string document,
        CampaignCache campaigns,
        PrintRunService printRun,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        return await printRun.Write(campaign, document, null, cancellation) is { } html
            ? TypedResults.Content(html, "text/html; charset=utf-8")
            : Problems.NotFound(new Reason.FileMissing(id, $"{document}.html"));
    }

    private static async Task<Results<Ok<PostedView>, ProblemHttpResult>> MarkPosted(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        PrintRunService printRun,
        CancellationToken cancellation,
        [FromBody] PostingRequest? posting = null
    )
    {
        var result = await printRun.MarkPosted(
            id,
            [.. posting?.Letters?.Select(l => l ?? new PostedLetter(null)) ?? []],
            posting?.Way,
            posting?.Date,
            posting?.Number,
            action.Actor,
            cancellation
        );
        return result is ActionResult<PostingResult>.Ok { Now: var posted }
            ? TypedResults.Ok(PostedView.From(posted))
            : result.ToProblem();
    }
}

/// <summary>The letters on paper that wait.</summary>
/// <param name="Letters">The letters, in the order of the States.</param>
public sealed record PrintRunView(IReadOnlyList<PrintRunLetterView> Letters);

/// <summary>A letter on paper that waits.</summary>
/// <param name="Id">Names the letter as it reads now. When it reads differently, it has another name.</param>
/// <param name="Invitee">The invitee's id.</param>
/// <param name="State">The State's ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">The State's name, in the invitee's language.</param>
/// <param name="Office">The office addressed.</param>
/// <param name="Postal">The postal address, in lines; left out where there is none.</param>
/// <param name="Fax">The fax number; left out where there is none.</param>
/// <param name="Copies">The addresses of the permanent mission, to which staff send a copy. Left out where there are
/// none.</param>
/// <param name="Language">The language of the letter.</param>
/// <param name="Step">The letter's step in the plan.</param>
/// <param name="Edition">1; higher where staff sent it again.</param>
/// <param name="Revision">1; higher where the letter has changed while it waited.</param>
/// <param name="Since">Since when it waits as it reads now.</param>
public sealed record PrintRunLetterView(
    string Id,
    string Invitee,
    string State,
    string Name,
    string Office,
    IReadOnlyList<string>? Postal,
    string? Fax,
    IReadOnlyList<string>? Copies,
    string Language,
    string Step,
    int Edition,
    int Revision,
    string Since
)
{
    internal static PrintRunLetterView From(PrintRunLetter letter, Campaign campaign)
    {
        var invitee = letter.Invitation.Invitee;
        var dispatch = letter.Dispatch;
        return new PrintRunLetterView(
            letter.Id.ToString(),
            invitee.Id.Value,
            invitee.State,
            invitee.Name,
            invitee.Office,
            invitee.PostalLines is { Count: > 0 } lines ? lines : null,
            invitee.Fax is { Length: > 0 } fax ? fax : null,
            letter.ListCopies(campaign) is { Count: > 0 } copies ? copies : null,
            invitee.Language.Code,
            dispatch.Step.Value,
            dispatch.Edition,
            dispatch.Revision,
            Moments.FormatUtc(dispatch.ClaimedAt)
        );
    }
}

/// <summary>Letters that staff have posted.</summary>
/// <param name="Letters">The letters, each by the id of the print run, perhaps with a number of its own.</param>
/// <param name="Way">Post, Fax or Pouch; left out, Post.</param>
/// <param name="Date">The day, in the zone of the campaign; left out, today.</param>
/// <param name="Number">The tracking or note number of all that have none of their own.</param>
public sealed record PostingRequest(
    IReadOnlyList<PostedLetter?>? Letters = null,
    string? Way = null,
    string? Date = null,
    string? Number = null
);

/// <summary>The result of marking letters as posted.</summary>
/// <param name="Count">How many are posted.</param>
/// <param name="Refused">The others, by id, with the reasons.</param>
public sealed record PostedView(int Count, IReadOnlyDictionary<string, string> Refused)
{
    internal static PostedView From(PostingResult result) =>
        new(result.Count, result.Refused.ToDictionary(r => r.Key, r => r.Value.ToEnglish()));
}
