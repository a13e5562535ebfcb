using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.StaffPages.Correspondence;

namespace Wsis.Web.StaffPages.InvitationDetail;

/// <summary>The page of one invitation.</summary>
public sealed class InvitationEndpoint(
    CampaignCache campaigns,
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    CampaignCounts counts,
    SentLetterReader letters,
    LetterPdfCache pdfs,
    TimeProvider clock
)
{
    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
                http.Invitee() is { } invitee
                    ? await Show(http, campaign, invitee, null, null)
                    : StaffErrorPages.NoSuchPage(http)
        );

    /// <summary>Shows the page, with the error of an action that failed and the fields that were sent.</summary>
    internal async Task<IResult> Show(
        HttpContext http,
        LoadedCampaign campaign,
        InviteeId invitee,
        FormError? error,
        FailedAction? failed
    )
    {
        var partition = Partition.Containing(campaign.Entry.Id, invitee, campaign.Entry.Buckets);
        return await invitationStore.Find(partition, invitee, http.RequestAborted) is { } row
            ? new RazorComponentResult<InvitationPage>(
                new
                {
                    PageContext = StaffPageContext.Read(http) with
                    {
                        Error = error,
                    },
                    Campaign = campaign,
                    Row = row,
                    Now = clock.GetCurrentInstant(),
                    Journal = await invitationStore.ReadJournal(partition, invitee, http.RequestAborted),
                    Received = await Received(campaign, invitee, http.RequestAborted),
                    OwnColumns = await FindOwnColumns(campaign, row.Value, http.RequestAborted),
                    Error = error,
                    Typed = Typed(row.Value, failed),
                    Failed = failed,
                }
            )
            {
                StatusCode = error?.Status ?? StatusCodes.Status200OK,
            }
            : StaffErrorPages.NoSuchPage(http);
    }

    private async Task<IReadOnlyList<string>> FindOwnColumns(
        LoadedCampaign campaign,
        Invitation invitation,
        CancellationToken cancellation
    )
    {
        var tally = await counts.Load(campaign.Entry, cancellation);
        return
        [
            .. tally
                .Group("column")
                .Where(c => c.Count > 0)
                .Select(c => c.Name)
                .Union(invitation.Invitee.Own.Cells.Keys)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The fields of the form of a reply: as they were sent, or else as they are recorded.</summary>
    private static ReplyForm Typed(Invitation invitation, FailedAction? failed) =>
        failed is { Name: "reply", Form: var form } ? RecordReplyForm.Read(form)
        : invitation.Reply is { } reply ? ReplyForm.From(reply)
        : new ReplyForm();

    /// <summary>The first messages of the invitee, in any state.</summary>
    private async Task<IReadOnlyList<CorrespondenceItem>> Received(
        LoadedCampaign campaign,
        InviteeId invitee,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await correspondenceStore.List(
                    campaign.Entry.Id,
                    new CorrespondenceFilter(Invitee: invitee),
                    CorrespondencePageEndpoint.Top,
                    null,
                    cancellation
                )
            ).Items.Select(r => r.Value),
        ];

    /// <summary>A letter as it was sent, as a page for a frame or as a PDF.</summary>
    public Task<IResult> Letter(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                if (
                    http.Invitee() is not { } invitee
                    || await letters.Compose(
                        campaign,
                        invitee,
                        http.Request.RouteValues["letter"] as string,
                        http.RequestAborted
                    )
                        is not { } result
                )
                    return StaffErrorPages.NoSuchPage(http);
                return http.Request.Query.ContainsKey("pdf") && result.Letter is { WithPdf: true } letter
                    ? await ShowPdf(http, letter)
                    : LetterFrame.Show(http, result);
            }
        );

    private async Task<IResult> ShowPdf(HttpContext http, Letter letter)
    {
        var outcome = await pdfs.Print(letter, http.RequestAborted);
        return outcome is PrintOutcome.Printed printed
            ? TypedResults.File(printed.Pdf.ToArray(), LetterPdf.MediaType, LetterPdf.GetFileName(letter))
            : StaffErrorPages.NoLetter(http, ((PrintOutcome.Failed)outcome).Reason);
    }
}
