using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffApi;

/// <summary>The result of reminding a selection.</summary>
/// <param name="Count">How many are reminded.</param>
/// <param name="Refused">Who is not, by id, and why.</param>
/// <param name="Continuation">Where a further call continues; null at the end.</param>
public sealed record RemindedView(int Count, IReadOnlyDictionary<string, string> Refused, string? Continuation)
{
    internal static RemindedView From(Reminded reminded) =>
        new(reminded.Count, reminded.Refused.ToDictionary(r => r.Key, r => r.Value.ToEnglish()), reminded.Continuation);
}

/// <summary>What reminding a selection would do.</summary>
/// <param name="Letter">The letter that would be sent.</param>
/// <param name="Count">How many would be reminded.</param>
/// <param name="Refused">Who would not, by id, and why.</param>
/// <param name="Continuation">Where a further call continues; null at the end.</param>
public sealed record ReminderPreviewView(
    string Letter,
    int Count,
    IReadOnlyDictionary<string, string> Refused,
    string? Continuation
)
{
    internal static ReminderPreviewView From(string letter, ReminderSelection selection) =>
        new(
            letter,
            selection.Count,
            selection.Refused.ToDictionary(r => r.Key, r => r.Value.ToEnglish()),
            selection.Continuation
        );
}
