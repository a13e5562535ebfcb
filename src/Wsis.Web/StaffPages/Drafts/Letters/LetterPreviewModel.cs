using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Drafts.Letters;

/// <summary>A letter of a draft as an invitee would receive it.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Letter">The letter; null where the text or the facts have errors.</param>
/// <param name="Reader">The invitee.</param>
/// <param name="Problems">The errors.</param>
/// <param name="HasWebPage">Whether a link leads to the letter as a web page, as to the invitation.</param>
public sealed record LetterPreviewModel(
    LetterSource Source,
    Letter? Letter,
    Invitee Reader,
    IReadOnlyList<Problem> Problems,
    bool HasWebPage
)
{
    public const string Email = "email";
    public const string Text = "text";
    public const string WebPage = "web";
    public const string Paper = "paper";

    /// <summary>The forms in which the letter exists.</summary>
    public IReadOnlyList<string> Views => HasWebPage ? [Email, Text, WebPage, Paper] : [Email, Text, Paper];

    /// <summary>The form that was chosen.</summary>
    public string View
    {
        get => Views.Contains(field) ? field : Email;
        init;
    } = Email;
}
