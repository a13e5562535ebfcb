using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Web.Files;
using Wsis.Web.StaffPages.Drafts.Changes;

namespace Wsis.Web.StaffPages.Drafts.Checks;

/// <summary>The check of a draft, its submission, and what was changed since its approval.</summary>
public sealed class CheckEndpoint(
    DraftOpener opener,
    ApprovalChanges changes,
    ILetterPrinter printer,
    TimeProvider clock
)
{
    public Task<IResult> Show(HttpContext http) => opener.Open(http, opened => Show(http, opened, null));

    public Task<IResult> Submit(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                var result = await opener.Drafts.Submit(
                    opened.Draft.Campaign,
                    http.ActorFromForm(),
                    http.RequestAborted
                );
                return FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is { } error
                    ? await Show(http, opened, error)
                    : SeeOther.To(http, $"{opened.GetPath()}?done=1");
            }
        );

    /// <summary>The campaign folder as a zip.</summary>
    public Task<IResult> Download(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
                TypedResults.File(
                    CampaignZip.Write(await opener.Drafts.ReadAll(opened.Draft, http.RequestAborted)),
                    "application/zip",
                    $"{opened.Draft.Campaign}.zip"
                )
        );

    /// <summary>What was changed since the approval that it withdrew.</summary>
    public Task<IResult> ShowChanges(HttpContext http) =>
        opener.Open(
            http,
            async opened => new RazorComponentResult<ChangesPage>(
                new
                {
                    PageContext = StaffPageContext.Read(http),
                    Opened = opened,
                    Changes = await changes.Find(opened.Draft, http.RequestAborted),
                }
            )
        );

    private async Task<IResult> Show(HttpContext http, OpenedDraft opened, FormError? error) =>
        new RazorComponentResult<CheckPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Opened = opened,
                Warnings = LaunchWarnings.Find(opened.Folder, clock.GetCurrentInstant(), printer.IsConfigured).ToList(),
                Since = await changes.Find(opened.Draft, http.RequestAborted),
                Tests = await opener.Drafts.ReadTestLetters(opened.Draft.Campaign, http.RequestAborted),
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
}
