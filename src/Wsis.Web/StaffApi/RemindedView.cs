using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffApi;

/// <summary>The result of reminding a selection.</summary>
/// <param name="Count">How many are reminded.</param>
/// <param name="Refused">Who is not, by id, and why.</param>
/// <param name="Names">The names of those who are not, by id.</param>
/// <param name="Continuation">Where a further call continues; null at the end.</param>
public sealed record RemindedView(
    int Count,
    IReadOnlyDictionary<string, string> Refused,
    IReadOnlyDictionary<string, string> Names,
    string? Continuation
)
{
    internal static RemindedView From(Reminded reminded) =>
        new(reminded.Count, ToReasons(reminded.Refused), ToNames(reminded.Refused), reminded.Continuation);

    internal static IReadOnlyDictionary<string, string> ToReasons(IReadOnlyList<LeftOut> invitees) =>
        invitees.ToDictionary(i => i.Id.Value, i => i.Reason.ToEnglish());

    /// <summary>The State's name in English, or else the name of the list, and the office.</summary>
    internal static IReadOnlyDictionary<string, string> ToNames(IReadOnlyList<LeftOut> invitees) =>
        invitees
            .Where(i => i.Invitee is not null)
            .ToDictionary(
                i => i.Id.Value,
                i =>
                    TextSanitizer.Line(
                        i.Invitee is { Office: { Length: > 0 } office }
                            ? $"{i.NameIn(Language.English)}, {office}"
                            : i.NameIn(Language.English)
                    )
            );
}

/// <summary>What reminding a selection would do.</summary>
/// <param name="Letter">The letter that would be sent.</param>
/// <param name="Count">How many would be reminded.</param>
/// <param name="Refused">Who would not, by id, and why.</param>
/// <param name="Names">The names of those who would not, by id.</param>
/// <param name="Continuation">Where a further call continues; null at the end.</param>
public sealed record ReminderPreviewView(
    string Letter,
    int Count,
    IReadOnlyDictionary<string, string> Refused,
    IReadOnlyDictionary<string, string> Names,
    string? Continuation
)
{
    internal static ReminderPreviewView From(string letter, ReminderSelection selection) =>
        new(
            letter,
            selection.Count,
            RemindedView.ToReasons(selection.Refused),
            RemindedView.ToNames(selection.Refused),
            selection.Continuation
        );
}
