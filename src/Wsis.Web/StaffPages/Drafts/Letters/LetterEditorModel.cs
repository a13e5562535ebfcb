using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Drafts.Letters;

/// <summary>The editor of a letter, of a draft or of a launched campaign.</summary>
/// <param name="Preview">The text in the editor, and how it reads.</param>
/// <param name="Shown">The hash of the text that the preview shows; null for the stored one.</param>
/// <param name="Readers">The invitees for whom it can be previewed.</param>
/// <param name="Fields">The fields that the letter may have.</param>
public sealed record LetterEditorModel(
    LetterPreviewModel Preview,
    string? Shown,
    IReadOnlyList<Invitee> Readers,
    IReadOnlyList<string> Fields
)
{
    /// <summary>The form of a test letter after it was sent.</summary>
    public TestLetterForm? Test { get; init; }

    public Language Language => Preview.Source.Language;

    public string Name => Preview.Source.Name;

    public LetterEditorModel WithProblems(IReadOnlyList<Problem> problems) =>
        this with
        {
            Preview = Preview with { Problems = problems },
        };
}

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
