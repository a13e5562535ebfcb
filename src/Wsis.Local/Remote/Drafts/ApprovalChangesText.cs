using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Drafts.Changes;

namespace Wsis.Local.Remote.Drafts;

/// <summary>Shows to a person what was changed since an approval.</summary>
internal static class ApprovalChangesText
{
    public static string Format(ApprovalChangesView changes)
    {
        if (changes is not { ApprovedBy: { } approver, ApprovedAt: { } at })
            return "Nothing was changed since an approval.";
        return string.Join(
            Environment.NewLine,
            [
                $"Approved by {approver} on {MomentText.Format(at)}, then changed by "
                    + $"{string.Join(", ", changes.ChangedBy)}.",
                .. changes.Known ? (string[])[] : ["The files that were approved are not known any more."],
                .. changes.Letters.SelectMany(Describe),
                .. changes.Facts.Concat(changes.Attachments).Select(Describe),
                .. changes.Invitees.SelectMany(i =>
                    i.Cells.Select(c => $"  {Describe(c)}").Prepend($"{i.Id} {i.Name}: {i.Kind}")
                ),
                .. changes.Actions.Select(a =>
                    $"{MomentText.Format(a.At)}  {a.What}{(a.Who is { } who ? $" by {who}" : "")}"
                    + (a.Note is { } note ? $": {note}" : "")
                ),
            ]
        );
    }

    private static IEnumerable<string> Describe(ChangedLetterView letter) =>
        DifferentLine
            .CompareBriefly(letter.Former ?? "", letter.Current ?? "")
            .Select(l => l.Text)
            .Prepend($"{letter.Language}/{letter.Letter}: {letter.Kind}");

    private static string Describe(ChangedValueView value) =>
        $"{value.Name}: {value.Kind}: '{value.Former}' -> '{value.Current}'";
}
