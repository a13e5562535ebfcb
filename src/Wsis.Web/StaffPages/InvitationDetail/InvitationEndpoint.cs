using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
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
                    PageContext = StaffPageContext.Read(http),
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

    /// <summary>The row keeps the words of the latest letters that staff wrote. The journal keeps all.</summary>
    private async Task<Dispatch> WithText(
        LoadedCampaign campaign,
        Invitation invitation,
        Dispatch dispatch,
        CancellationToken cancellation
    )
    {
        if (dispatch is not { Kind: LetterKind.Personal, Text: null })
            return dispatch;
        var journal = await invitationStore.ReadJournal(
            campaign.PartitionOf(invitation.Key),
            invitation.Invitee.Id,
            cancellation
        );
        var written = journal
            .Select(e => e.Event)
            .OfType<JournalEvent.PersonalLetterWritten>()
            .FirstOrDefault(e => e.Step == dispatch.Step);
        return written is null ? dispatch : dispatch with { Text = new PersonalText(written.Subject, written.Text) };
    }

    /// <summary>A letter as it was sent, as a page for a frame.</summary>
    public Task<IResult> Letter(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
                http.Invitee() is { } invitee
                && await invitationStore.Find(
                    Partition.Containing(campaign.Entry.Id, invitee, campaign.Entry.Buckets),
                    invitee,
                    http.RequestAborted
                )
                    is { Value: var invitation }
                && invitation.Dispatches.FirstOrDefault(d =>
                    $"{d.Step}~{d.Edition}" == (string?)http.Request.RouteValues["letter"]
                )
                    is { } dispatch
                    ? await ShowLetter(http, campaign, invitation, dispatch)
                    : StaffErrorPages.NoSuchPage(http)
        );

    private async Task<IResult> ShowPdf(HttpContext http, Letter letter)
    {
        var outcome = await pdfs.Print(letter, http.RequestAborted);
        return outcome is PrintOutcome.Printed printed
            ? TypedResults.File(printed.Pdf.ToArray(), LetterPdf.MediaType, LetterPdf.GetFileName(letter))
            : StaffErrorPages.NoLetter(http, ((PrintOutcome.Failed)outcome).Reason);
    }

    private async Task<IResult> ShowLetter(
        HttpContext http,
        LoadedCampaign campaign,
        Invitation invitation,
        Dispatch dispatch
    )
    {
        var whole = await WithText(campaign, invitation, dispatch, http.RequestAborted);
        var result = LetterResult.Compose(() => campaign.LetterAsSent(invitation, whole));
        return http.Request.Query.ContainsKey("pdf") && result.Letter is { WithPdf: true } letter
            ? await ShowPdf(http, letter)
            : LetterFrame.Show(http, result);
    }
}
