using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Drafts.Letters;

/// <summary>Renders the letter of an editor for the invitee, and in the form, that the request chooses.</summary>
public sealed class LetterPreviewRenderer(LetterPreview preview, TimeProvider clock)
{
    /// <summary>The most invitees to choose from.</summary>
    public const int MaxReaders = 500;

    /// <param name="http">The request.</param>
    /// <param name="opened">The draft.</param>
    /// <param name="letter">The letter with its text.</param>
    public LetterPreviewModel Render(HttpContext http, OpenedDraft opened, LetterSource letter)
    {
        var isPosted = HttpMethods.IsPost(http.Request.Method);
        var group = LetterName.TryParse(letter.Name, out var name) ? name.Group : "";
        var reader = LetterPreview.Choose(opened.Folder, letter.Language, Choose("invitee"), group);
        var problems = new List<Problem>();
        var rendered = preview.Render(
            opened.Folder,
            letter,
            reader,
            clock.GetCurrentInstant(),
            problems,
            opened.IsFrozen ? opened.Entry : null
        );
        return new LetterPreviewModel(letter, rendered, reader, problems, IsInvitation(opened, letter))
        {
            View = Choose("view") ?? LetterPreviewModel.Email,
        };

        string? Choose(string field) => isPosted ? http.Form().Text(field) : http.Request.Query[field].FirstOrDefault();
    }

    /// <summary>The preview of what is typed, for the script of the editor. Nothing is stored.</summary>
    /// <param name="http">The request, with the form of the editor.</param>
    /// <param name="opened">The draft.</param>
    /// <param name="letter">The letter.</param>
    public IResult ShowTyped(HttpContext http, OpenedDraft opened, LetterSource letter) =>
        new RazorComponentResult<LetterPreviewPart>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Preview = Render(http, opened, letter with { Text = ReadTyped(http.Form()) }),
            }
        );

    /// <summary>The invitees to choose from: the first ones with the language, and the one that was chosen.</summary>
    public static IReadOnlyList<Invitee> FindReaders(OpenedDraft opened, Invitee chosen) =>
        [
            .. opened
                .Folder.Invitees.Where(i => i.Language == chosen.Language)
                .Take(MaxReaders)
                .Append(chosen)
                .DistinctBy(i => i.Id),
        ];

    /// <summary>A browser sends line ends as CR LF, and an editor may lose the last one.</summary>
    public static string ReadTyped(StaffForm form, string field = "text") =>
        form.Text(field).ReplaceLineEndings("\n") + "\n";

    private static bool IsInvitation(OpenedDraft opened, LetterSource letter) =>
        LetterName.TryParse(letter.Name, out var name)
        && opened.Folder.Campaign?.Schedule.Steps.Any(s => s.Kind == LetterKind.Invitation && s.Id.Value == name.Letter)
            == true;
}
