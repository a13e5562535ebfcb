using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Web.StaffApi;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>The check of a draft, and its submission.</summary>
public sealed class CheckEndpoint(DraftOpener opener, TimeProvider clock)
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

    private Task<IResult> Show(HttpContext http, OpenedDraft opened, FormError? error) =>
        Task.FromResult<IResult>(
            new RazorComponentResult<CheckPage>(
                new
                {
                    PageContext = StaffPageContext.Read(http),
                    Opened = opened,
                    Warnings = LaunchWarnings.Find(opened.Folder, clock.GetCurrentInstant()).ToList(),
                    Error = error,
                }
            )
            {
                StatusCode = error?.Status ?? StatusCodes.Status200OK,
            }
        );
}
