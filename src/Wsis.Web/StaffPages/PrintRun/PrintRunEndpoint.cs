using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Extensions;
using Wsis.Invitations.Printing;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages.PrintRun;

/// <summary>The print run: the letters on paper that wait, their documents, and marking them as posted.</summary>
public sealed class PrintRunEndpoint(CampaignCache campaigns, PrintRunService printRun, TimeProvider clock)
{
    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(http, campaign => Show(http, campaign, null, null));

    /// <summary>A document for the printer.</summary>
    public Task<IResult> Print(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var only = http.Request.Query["letter"].OfType<string>().ToHashSet(StringComparer.Ordinal);
                var document = http.GetRouteValue("document") as string ?? "";
                var html = await printRun.Write(campaign, document, only.Count == 0 ? null : only, http.RequestAborted);
                if (html is null)
                    return StaffErrorPages.NoSuchPage(http);
                // The styles of a letter are in its own document, and nothing else is loaded.
                http.Response.Headers.ContentSecurityPolicy =
                    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
                    + "base-uri 'none'; frame-ancestors 'none'";
                return TypedResults.Content(html, "text/html; charset=utf-8");
            }
        );

    /// <summary>Marks the selected letters as posted and reports how many.</summary>
    public Task<IResult> MarkPosted(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var (form, texts) = (http.Form(), StaffPageContext.Read(http).Texts);
                var selected = form.All("letter");
                if (selected.Count == 0)
                    return await Show(
                        http,
                        campaign,
                        FormError.ForFields(texts, [new FieldError("letters", texts.Letters, texts.NoLetterSelected)]),
                        null
                    );
                var result = await printRun.MarkPosted(
                    campaign.Entry.Id,
                    [.. selected.Select(l => new PostedLetter(l, form.Text($"number-{l}")))],
                    form.Text("way"),
                    form.Text("date"),
                    form.Text("number"),
                    http.ActorFromForm(),
                    http.RequestAborted
                );
                return result is ActionResult<PostingResult>.Ok { Now: var posted }
                    ? await Show(http, campaign, Describe(posted, texts), texts.LettersPosted.Format(posted.Count))
                    : await Show(http, campaign, FormResult.ErrorFrom(result, texts, Display), null);

                string? Display(string field) => field == "date" ? texts.PostedOn : null;
            }
        );

    private static FormError? Describe(PostingResult posted, StaffTexts texts) =>
        posted.Refused.Count == 0
            ? null
            : new FormError(
                string.Join(" ", posted.Refused.Values.Distinct().Select(texts.Display)),
                StatusCodes.Status409Conflict
            );

    private async Task<IResult> Show(HttpContext http, LoadedCampaign campaign, FormError? error, string? done)
    {
        var letters = await printRun.List(campaign, http.RequestAborted);
        var zone = campaign.Planner.Schedule.Zone;
        return new RazorComponentResult<PrintRunPage>(
            new
            {
                PageContext = StaffPageContext.Read(http) with
                {
                    Error = error,
                },
                Campaign = campaign,
                Letters = letters,
                Faults = letters
                    .Select(l => (l.Id, printRun.Compose(campaign, l).Fault))
                    .Where(f => f.Fault is not null)
                    .ToDictionary(f => f.Id, Reason (f) => f.Fault!),
                Today = clock.GetCurrentInstant().InZone(zone).Date,
                Error = error,
                Done = done,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }
}
