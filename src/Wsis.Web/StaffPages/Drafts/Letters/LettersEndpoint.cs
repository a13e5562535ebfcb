using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.Drafts.Changes;

namespace Wsis.Web.StaffPages.Drafts.Letters;

/// <summary>The letters of a draft: their table and the editor of each.</summary>
public sealed class LettersEndpoint(DraftOpener opener, LetterEditing editing)
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

    /// <inheritdoc cref="LetterEditing.ShowFrame"/>
    public Task<IResult> Preview(HttpContext http) =>
        OpenLetter(
            http,
            async (opened, letter) =>
                await editing.ShowFrame(http, opened, letter, await ReadText(opened, letter, http.RequestAborted))
        );

    /// <inheritdoc cref="LetterEditing.ShowTyped"/>
    public Task<IResult> PreviewTyped(HttpContext http) =>
        OpenLetter(http, (opened, letter) => editing.ShowTyped(http, opened, letter));

    /// <summary>Sends the text that is shown to a member of staff, and shows the page as it was.</summary>
    public Task<IResult> SendTest(HttpContext http) =>
        OpenLetter(
            http,
            async (opened, letter) =>
            {
                var stored = await ReadText(opened, letter, http.RequestAborted);
                if (await editing.SendTest(http, opened.Draft.Campaign, letter, stored) is not var (sent, test))
                    return StaffErrorPages.NoSuchPage(http);
                var error = FormResult.ErrorFrom(test.Result, StaffPageContext.Read(http).Texts);
                return await Show(http, opened, sent, http.Form().Text(FormResult.ExpectedVersionField), error, test);
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
        var editor = await editing.Load(http, opened, letter) with { Test = test };
        var other = await FindOther(opened, letter, version, http.RequestAborted);
        var path = LetterPreview.PathOf(letter.Language, letter.Name);
        var isStored = editor.Shown is null || opened.Draft.Find(path)?.Hash == editor.Shown;
        if (editor.Preview.Problems.Count == 0 && isStored)
            editor = editor.WithProblems([.. opened.Folder.Problems.Where(p => p.File == path)]);
        return new RazorComponentResult<LetterPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Opened = opened,
                Editor = editor,
                Version = other?.Change.Hash ?? version,
                Other = other?.Change,
                Difference = other?.Difference ?? [],
                Error = error,
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
