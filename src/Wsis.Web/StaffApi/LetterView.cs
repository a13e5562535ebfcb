using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffApi;

/// <summary>A rendered letter. The reply link of one that was not sent does not work.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="From">The address of the sender.</param>
/// <param name="To">The addresses of the office. None of a letter on paper.</param>
/// <param name="Copies">The addresses that get a copy.</param>
/// <param name="Attachments">The names of its files.</param>
/// <param name="Text">The letter as text.</param>
/// <param name="Page">The letter as a web page.</param>
/// <param name="Sheet">The letter as it is printed, as a web page.</param>
public sealed record LetterView(
    string Subject,
    string From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Copies,
    IReadOnlyList<string> Attachments,
    string Text,
    string Page,
    string Sheet
)
{
    internal static LetterView Create(Letter letter) =>
        new(
            letter.Subject,
            letter.From.Address,
            [.. letter.To.Select(m => m.Address)],
            [.. letter.Copies.Select(m => m.Address)],
            [.. letter.Attachments.Select(a => a.FileName)],
            letter.Text,
            letter.Page,
            letter.Sheet
        );
}
