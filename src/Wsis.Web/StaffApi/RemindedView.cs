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
