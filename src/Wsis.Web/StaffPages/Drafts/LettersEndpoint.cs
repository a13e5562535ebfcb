using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>The form of a test letter after it was sent.</summary>
/// <param name="To">The address that was typed.</param>
/// <param name="Result">The letter, or why it was not sent.</param>
public sealed record TestLetterForm(string To, ActionResult<Letter> Result)
{
    /// <summary>Why the address cannot be used; null where it can.</summary>
    public Reason? Error => (Result as ActionResult<Letter>.Invalid)?.Fields.GetValueOrDefault("to");

    /// <summary>Where the letter went; null where it was not sent.</summary>
    public string? SentTo => (Result as ActionResult<Letter>.Ok)?.Now.To[0].Address;
}

/// <summary>The letters of a draft: their table and the editor of each.</summary>
public sealed class LettersEndpoint(DraftOpener opener, LetterPreviewRenderer previews, TestLetterService tests)
{
    public Task<IResult> ShowAll(HttpContext http) =>
        opener.Open(
            http,
            opened =>
                Task.FromResult<IResult>(
                    new RazorComponentResult<LettersPage>(
                        new
                        {
                            PageContext = StaffPageContext.Read(http),
                            Opened = opened,
                            Letters = DraftLetters.GetNames(opened),
                            Languages = DraftLetters.GetLanguages(opened),
                            Groups = DraftLetters.GetGroups(opened),
                        }
                    )
                )
        );

    /// <summary>Adds the standard letters of a language.</summary>
    public Task<IResult> AddLanguage(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                if (!Language.TryParse(http.Form().Text("language"), out var language))
                    return StaffErrorPages.NoSuchPage(http);
                var actor = new Actor(http.User.GetStaffMember().Name);
                var result = await opener.Drafts.AddStandardLetters(
                    opened.Draft.Campaign,
                    language,
                    actor,
                    http.RequestAborted
                );
                if (result is not ActionResult<Draft>.Ok)
                    return StaffErrorPages.NoSuchPage(http);
                return SeeOther.To(http, $"{opened.GetPath("letters")}?done=1");
            }
        );

    /// <summary>Adds a letter for a group in each language that somebody in it has. It begins as the general
    /// one.</summary>
    public Task<IResult> AddForGroup(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                var name = $"{http.Form().Text("letter")}.{http.Form().Text("group")}";
                if (!LetterName.TryParse(name, out var letter) || letter.Group.Length == 0)
                    return StaffErrorPages.NoSuchPage(http);
                var actor = new Actor(http.User.GetStaffMember().Name, DraftService.NoFile);
                var readers = opened.Folder.Invitees.Where(i => i.Group == letter.Group);
                foreach (var language in readers.Select(i => i.Language).Distinct())
                    if (
                        await ReadText(opened, new LetterSource(language, letter.Letter, ""), http.RequestAborted) is
                        { } text
                    )
                        await opener.Drafts.Write(
                            opened.Draft.Campaign,
                            LetterPreview.PathOf(language, name),
                            Encoding.UTF8.GetBytes(text),
                            actor,
                            http.RequestAborted
                        );
                return SeeOther.To(http, $"{opened.GetPath("letters")}?done=1");
            }
        );

    public Task<IResult> Show(HttpContext http) =>
        OpenLetter(
            http,
            async (opened, letter) =>
            {
                var text = await ReadText(opened, letter, http.RequestAborted);
                return await Show(http, opened, letter with { Text = text ?? "" }, GetVersion(opened, letter));
            }
        );

    /// <summary>Saves what was typed, shows its preview, or takes the standard text into the editor.</summary>
    public Task<IResult> Post(HttpContext http) =>
        OpenLetter(
            http,
            async (opened, letter) =>
            {
                var form = http.Form();
                var version = form.Text(FormResult.ExpectedVersionField);
                var typed = letter with { Text = LetterPreviewRenderer.ReadTyped(form) };
                if (form.Text("do") == "standard")
                    return await Show(http, opened, letter with { Text = FindStandard(opened, letter) }, version);
                if (form.Text("do") != "save" || !StaffPageContext.Read(http).MayManage)
                    return await Show(http, opened, typed, version);
                var actor = new Actor(http.User.GetStaffMember().Name, version);
                var result = await opener.Drafts.Write(
                    opened.Draft.Campaign,
                    LetterPreview.PathOf(letter.Language, letter.Name),
                    Encoding.UTF8.GetBytes(typed.Text),
                    actor,
                    http.RequestAborted
                );
                return FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is { } error
                    ? await Show(http, opened, typed, version, error)
                    : SeeOther.To(http, $"{opened.GetPath($"letters/{letter.Language}/{letter.Name}")}?done=1");
            }
        );

    /// <summary>A text of the letter, rendered, for the frame of the editor: the one that is named by its hash, or else
    /// that of the draft. Where it has errors the frame is empty, until the script fills it.</summary>
    public Task<IResult> Preview(HttpContext http) =>
        OpenLetter(
            http,
            async (opened, letter) =>
                LetterFrame.ShowInEditor(
                    http,
                    await ReadPreviewed(http, opened, letter) is { } text
                        ? previews.Render(http, opened, letter with { Text = text }).Letter
                        : null
                )
        );

    /// <inheritdoc cref="LetterPreviewRenderer.ShowTyped"/>
    public Task<IResult> PreviewTyped(HttpContext http) =>
        OpenLetter(http, (opened, letter) => Task.FromResult(previews.ShowTyped(http, opened, letter)));

    /// <summary>Sends the text that is shown, saved or not, to a member of staff, and shows the page as it
    /// was.</summary>
    public Task<IResult> SendTest(HttpContext http) =>
        OpenLetter(
            http,
            async (opened, letter) =>
            {
                var form = http.Form();
                var hash = await FindTestText(opened, form, http.RequestAborted);
                if (await ReadText(opened, letter, hash, http.RequestAborted) is not { } text)
                    return StaffErrorPages.NoSuchPage(http);
                var request = new TestLetterRequest(
                    letter.Language,
                    LetterName.TryParse(letter.Name, out var name) ? name : default,
                    form.Text("to"),
                    form.Text("invitee"),
                    hash
                );
                var result = await tests.Send(
                    opened.Draft.Campaign,
                    request,
                    http.ActorFromForm() with
                    {
                        ExpectedVersion = null,
                    },
                    http.RequestAborted
                );
                return await Show(
                    http,
                    opened,
                    letter with
                    {
                        Text = text,
                    },
                    form.Text(FormResult.ExpectedVersionField),
                    FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts),
                    new TestLetterForm(form.Text("to"), result)
                );
            }
        );

    private async Task<IResult> Show(
        HttpContext http,
        OpenedDraft opened,
        LetterSource letter,
        string version,
        FormError? error = null,
        TestLetterForm? test = null
    )
    {
        var preview = previews.Render(http, opened, letter);
        // What was typed is kept for the preview. What is only read is in the draft.
        var shown = HttpMethods.IsPost(http.Request.Method)
            ? await opener.Drafts.KeepVersion(
                opened.Draft.Campaign,
                Encoding.UTF8.GetBytes(letter.Text),
                http.RequestAborted
            )
            : null;
        var other = await FindOther(opened, letter, version, http.RequestAborted);
        var path = LetterPreview.PathOf(letter.Language, letter.Name);
        if (preview.Problems.Count == 0 && (shown is null || opened.Draft.Find(path)?.Hash == shown))
            preview = preview with { Problems = [.. opened.Folder.Problems.Where(p => p.File == path)] };
        return new RazorComponentResult<LetterPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Opened = opened,
                Preview = preview,
                Version = other?.Change.Hash ?? version,
                Shown = shown,
                Readers = LetterPreviewRenderer.FindReaders(opened, preview.Reader),
                Fields = LetterPreview.GetFields(letter.Name, opened.Folder),
                Other = other?.Change,
                Difference = other?.Difference ?? [],
                Error = error,
                Test = test,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>Finds what somebody else changed since a version was read.</summary>
    private async Task<(DraftChange Change, IReadOnlyList<DifferentLine> Difference)?> FindOther(
        OpenedDraft opened,
        LetterSource letter,
        string version,
        CancellationToken cancellation
    )
    {
        var path = LetterPreview.PathOf(letter.Language, letter.Name);
        if (
            GetVersion(opened, letter) == version
            || opened.Draft.Changes.LastOrDefault(c => c.Path == path) is not { } last
        )
            return null;
        var former = await opener.Drafts.ReadVersion(opened.Draft.Campaign, version, cancellation) ?? [];
        var current = await opener.Drafts.Read(opened.Draft, path, cancellation) ?? [];
        return (last, DifferentLine.Compare(LetterPreview.Decode(former), LetterPreview.Decode(current)));
    }

    /// <summary>The hash of the text of a test letter: the one that is typed, where the script sends it, or the one
    /// that was shown. Null for that of the draft.</summary>
    private async Task<string?> FindTestText(OpenedDraft opened, StaffForm form, CancellationToken cancellation) =>
        form.Has("typed")
            ? await opener.Drafts.KeepVersion(
                opened.Draft.Campaign,
                Encoding.UTF8.GetBytes(LetterPreviewRenderer.ReadTyped(form, "typed")),
                cancellation
            )
        : form.Text("text") is { Length: > 0 } named ? named
        : null;

    private static string FindStandard(OpenedDraft opened, LetterSource letter) =>
        opened.Folder.Campaign is { } campaign
            ? StandardLetters
                .For(campaign, [letter.Language])
                .FirstOrDefault(l => LetterName.TryParse(letter.Name, out var name) && l.Name == name.Letter)
                ?.Text
                ?? ""
            : "";

    private static string GetVersion(OpenedDraft opened, LetterSource letter) =>
        opened.Draft.Find(LetterPreview.PathOf(letter.Language, letter.Name))?.Hash ?? DraftService.NoFile;

    private Task<string?> ReadPreviewed(HttpContext http, OpenedDraft opened, LetterSource letter) =>
        ReadText(
            opened,
            letter,
            http.Request.Query["text"].ToString() is { Length: > 0 } hash ? hash : null,
            http.RequestAborted
        );

    /// <summary>The text of a hash, or that of the draft where there is no hash.</summary>
    private async Task<string?> ReadText(
        OpenedDraft opened,
        LetterSource letter,
        string? hash,
        CancellationToken cancellation
    ) =>
        hash is null ? await ReadText(opened, letter, cancellation)
        : await opener.Drafts.ReadVersion(opened.Draft.Campaign, hash, cancellation) is { } content
            ? LetterPreview.Decode(content)
        : null;

    private async Task<string?> ReadText(OpenedDraft opened, LetterSource letter, CancellationToken cancellation) =>
        await opener.Drafts.Read(opened.Draft, LetterPreview.PathOf(letter.Language, letter.Name), cancellation)
            is { } content
            ? LetterPreview.Decode(content)
            : null;

    private Task<IResult> OpenLetter(HttpContext http, Func<OpenedDraft, LetterSource, Task<IResult>> answer) =>
        opener.Open(
            http,
            async opened =>
                Language.TryParse(http.GetRouteValue("language") as string, out var language)
                && LetterName.TryParse(http.GetRouteValue("letter") as string, out var letter)
                    ? await answer(opened, new LetterSource(language, letter.ToString(), ""))
                    : StaffErrorPages.NoSuchPage(http)
        );
}
