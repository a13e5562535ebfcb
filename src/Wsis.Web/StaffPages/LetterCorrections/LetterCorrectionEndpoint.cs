using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.Drafts;
using Wsis.Web.StaffPages.Drafts.Changes;
using Wsis.Web.StaffPages.Drafts.Letters;
using Wsis.Web.StaffPages.Proofs;

namespace Wsis.Web.StaffPages.LetterCorrections;

/// <summary>Corrects a letter of a launched campaign for what has not been sent yet, or adds one for a group or in a
/// language that had none, and approves it.</summary>
public sealed class LetterCorrectionEndpoint(
    CampaignCache campaigns,
    DraftOpener drafts,
    LetterCorrectionService corrections,
    CampaignActions actions,
    LetterEditing editing,
    IInvitationStore invitations,
    ProofsEndpoint proofs
)
{
    public Task<IResult> Show(HttpContext http) =>
        Open(http, (opened, letter) => Show(http, opened, letter, opened.VersionOf(letter)));

    /// <summary>Leads to the editor of the letter that a form names, or shows the form again.</summary>
    public Task<IResult> New(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var query = http.Request.Query;
                var letter = query["letter"].ToString();
                if (!Language.TryParse(query["language"], out var language) || !campaign.CanSend(letter))
                    return SeeOther.To(http, StaffPlace.GetPath(campaign, "proofs"));
                var typed = query["group"].ToString();
                return GroupName.Read(typed) is { } group
                    ? SeeOther.To(
                        http,
                        StaffPlace.GetPath(campaign, $"letters/{language}/{letter}.{Uri.EscapeDataString(group)}")
                    )
                    : await proofs.Show(http, campaign, GroupError(http, typed));
            }
        );

    private static FormError GroupError(HttpContext http, string typed)
    {
        var texts = StaffPageContext.Read(http).Texts;
        Reason reason = typed.Trim().Length == 0 ? new Reason.Missing() : new Reason.LongerThan(GroupName.MaxLength);
        return new FormError(
            string.Format(null, texts.FieldWrong, texts.Group, texts.Display(reason)),
            StatusCodes.Status400BadRequest
        );
    }

    /// <summary>Proposes the standard letters of a language that the campaign has no letters in.</summary>
    public Task<IResult> AddLanguage(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                if (!Language.TryParse(http.Form().Text("added"), out var language))
                    return StaffErrorPages.NoSuchPage(http);
                var result = await corrections.ProposeStandard(
                    campaign.Entry.Id,
                    language,
                    http.ActorFromForm() with
                    {
                        ExpectedVersion = null,
                    },
                    http.RequestAborted
                );
                return FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is { } error
                    ? await proofs.Show(http, campaign, error)
                    : SeeOther.To(http, $"{StaffPlace.GetPath(campaign, "proofs")}?done=1");
            }
        );

    /// <summary>Saves what was typed for its approval, or shows its preview.</summary>
    public Task<IResult> Post(HttpContext http) =>
        Open(
            http,
            async (opened, letter) =>
            {
                var form = http.Form();
                var version = form.Text(FormResult.ExpectedVersionField);
                var typed = letter with { Text = LetterPreviewRenderer.ReadTyped(form) };
                if (form.Text("do") != "save" || !StaffPageContext.Read(http).MayManage)
                    return await Show(http, opened, typed, version);
                var result = await corrections.Propose(
                    opened.Id,
                    typed,
                    new Actor(http.User.GetStaffMember().Name, version),
                    http.RequestAborted
                );
                if (FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is not { } error)
                    return SeeOther.To(http, $"{opened.GetPath(letter)}?done=1");
                var problems =
                    result is ActionResult<CampaignEntry>.Invalid
                        ? await corrections.Check(opened.Campaign, typed, http.RequestAborted)
                        : [];
                return await Show(http, await Reload(opened), typed, version, error, problems);
            }
        );

    /// <summary>Approves or withdraws the correction that waits.</summary>
    public Task<IResult> Do(HttpContext http) =>
        Open(
            http,
            async (opened, letter) =>
            {
                var (form, actor) = (http.Form(), http.ActorFromForm());
                if (await NeedsTick(http, opened, letter, form))
                    return await Show(
                        http,
                        opened,
                        letter with
                        {
                            Text = opened.TextOf(letter),
                        },
                        opened.VersionOf(letter),
                        FormResult.NotConfirmed(StaffPageContext.Read(http).Texts)
                    );
                var result = http.GetRouteValue("action") switch
                {
                    "approve" => await actions.ApproveCorrection(
                        opened.Id,
                        letter.Language,
                        letter.Name,
                        form.Text("hash"),
                        actor with
                        {
                            ExpectedVersion = null,
                        },
                        http.RequestAborted
                    ),
                    "withdraw" => await actions.WithdrawCorrection(
                        opened.Id,
                        letter.Language,
                        letter.Name,
                        actor,
                        http.RequestAborted
                    ),
                    _ => null,
                };
                if (result is null)
                    return StaffErrorPages.NoSuchPage(http);
                var now = await Reload(opened);
                if (FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is not { } error)
                    return SeeOther.To(
                        http,
                        // A new letter that was withdrawn is gone.
                        $"{(now.Has(letter) ? now.GetPath(letter) : StaffPlace.GetPath(now.Campaign, "proofs"))}?done=1"
                    );
                return await Show(http, now, letter with { Text = now.TextOf(letter) }, now.VersionOf(letter), error);
            }
        );

    /// <summary>Whether an approval lacks the tick for what a check warns of.</summary>
    private async Task<bool> NeedsTick(HttpContext http, OpenedLetter opened, LetterSource letter, StaffForm form) =>
        http.GetRouteValue("action") is "approve"
        && !form.IsConfirmed
        && (await FindWarnings(http, opened, letter)).Count > 0;

    private Task<IReadOnlyList<Problem>> FindWarnings(HttpContext http, OpenedLetter opened, LetterSource letter) =>
        corrections.FindWarnings(opened.Campaign, letter.Language, letter.Name, http.RequestAborted);

    /// <inheritdoc cref="LetterEditing.ShowFrame"/>
    public Task<IResult> Preview(HttpContext http) =>
        Open(http, (opened, letter) => editing.ShowFrame(http, opened.Draft, letter, letter.Text));

    /// <inheritdoc cref="LetterEditing.ShowTyped"/>
    public Task<IResult> PreviewTyped(HttpContext http) =>
        Open(http, (opened, letter) => editing.ShowTyped(http, opened.Draft, letter));

    /// <summary>Sends the text that is shown to a member of staff, and shows the page as it was.</summary>
    public Task<IResult> SendTest(HttpContext http) =>
        Open(
            http,
            async (opened, letter) =>
            {
                if (await editing.SendTest(http, opened.Id, letter, letter.Text) is not var (sent, test))
                    return StaffErrorPages.NoSuchPage(http);
                var error = FormResult.ErrorFrom(test.Result, StaffPageContext.Read(http).Texts);
                var version = http.Form().Text(FormResult.ExpectedVersionField);
                return await Show(http, opened, sent, version, error, test: test);
            }
        );

    private async Task<IResult> Show(
        HttpContext http,
        OpenedLetter opened,
        LetterSource letter,
        string version,
        FormError? error = null,
        IReadOnlyList<Problem>? problems = null,
        TestLetterForm? test = null
    )
    {
        var editor = await editing.Load(http, opened.Draft, letter) with { Test = test };
        if (problems is { Count: > 0 })
            editor = editor.WithProblems(problems);
        var stored = opened.VersionOf(letter);
        return new RazorComponentResult<LetterCorrectionPage>(
            new
            {
                PageContext = StaffPageContext.Read(http) with
                {
                    Error = error,
                },
                Opened = opened,
                Editor = editor,
                Version = stored,
                Warnings = await FindWarnings(http, opened, letter),
                Other = version == stored
                    ? null
                    : DifferentLine.Compare(
                        opened.Campaign.FindText(letter.Language, letter.Name, version) ?? "",
                        opened.TextOf(letter)
                    ),
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }

    private async Task<OpenedLetter> Reload(OpenedLetter opened) =>
        opened with
        {
            Campaign = await campaigns.Get(opened.Id, CancellationToken.None),
        };

    private Task<IResult> Open(HttpContext http, Func<OpenedLetter, LetterSource, Task<IResult>> answer) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                if (
                    !Language.TryParse(http.GetRouteValue("language") as string, out var language)
                    || http.GetRouteValue("letter") is not string name
                    || !campaign.CanSend(name)
                    || await drafts.Find(campaign.Entry.Id, http.RequestAborted) is not { } draft
                )
                    return StaffErrorPages.NoSuchPage(http);
                // Before the launch the draft has the letter.
                if (campaign.Entry.LaunchedAt is null)
                    return SeeOther.To(http, draft.GetPath($"letters/{language}/{name}"));
                var letter = new LetterSource(language, name, "");
                var opened = new OpenedLetter(campaign, await WithReaders(http, campaign, draft, letter));
                if (!opened.Has(letter) && campaign.IsOver)
                    return StaffErrorPages.NoSuchPage(http);
                return await answer(opened, letter with { Text = opened.TextOf(letter) });
            }
        );

    private static string? GroupOf(LetterSource letter) =>
        LetterName.TryParse(letter.Name, out var name) && name.Group.Length > 0 ? name.Group : null;

    /// <summary>Puts those to whom the letter goes first, as they are now: the one that is chosen, or else the first of
    /// its group and language. The draft has the list of the launch.</summary>
    private async Task<OpenedDraft> WithReaders(
        HttpContext http,
        LoadedCampaign campaign,
        OpenedDraft draft,
        LetterSource letter
    )
    {
        var chosen = HttpMethods.IsPost(http.Request.Method)
            ? http.Form().Text("invitee")
            : http.Request.Query["invitee"].ToString();
        var readers = new List<Invitee>();
        if (InviteeId.TryParse(chosen, out var id))
        {
            var key = new InvitationKey(campaign.Entry.Id, id);
            if (await invitations.Find(campaign.PartitionOf(key), id, http.RequestAborted) is { Value: var found })
                readers.Add(found.Invitee);
        }
        var filter = new InvitationFilter(Language: letter.Language, Group: GroupOf(letter));
        var rows = invitations.ListAll(campaign.Entry.Id, campaign.Entry.Buckets, filter, http.RequestAborted);
        await foreach (var (invitation, _) in rows)
        {
            if (!invitation.IsErased)
                readers.Add(invitation.Invitee);
            if (readers.Count > LetterPreviewRenderer.MaxReaders)
                break;
        }
        return draft with
        {
            Folder = draft.Folder.WithInvitees([
                .. readers.Concat(draft.Folder.Invitees).DistinctBy(invitee => invitee.Id),
            ]),
        };
    }
}

/// <summary>A letter of a launched campaign, as its page shows it.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Draft">Its draft, as it was launched.</param>
public sealed record OpenedLetter(LoadedCampaign Campaign, OpenedDraft Draft)
{
    public CampaignId Id => Campaign.Entry.Id;

    /// <summary>Whether the campaign has a text of the letter, in force or waiting for an approval.</summary>
    public bool Has(LetterSource letter) => VersionOf(letter) != DraftService.NoFile;

    /// <summary>The text that waits for an approval, or else the one that is sent now, or else that with which a new
    /// letter begins.</summary>
    public string TextOf(LetterSource letter) =>
        Campaign.FindPending(letter.Language, letter.Name) is { } pending
            ? Campaign.TextOf(pending)
            : Campaign.FindText(letter.Language, letter.Name)
                ?? LetterCorrectionService.Begin(Campaign, letter.Language, letter.Name);

    public string VersionOf(LetterSource letter) => Campaign.VersionOf(letter.Language, letter.Name);

    public string GetPath(LetterSource letter) =>
        StaffPlace.GetPath(Campaign, $"letters/{letter.Language}/{letter.Name}");
}
