using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Campaigns.Standard;

/// <summary>Formal letters for every step and acknowledgement, in the six languages. Everything that differs between
/// campaigns is a field, so they fit every campaign.</summary>
public static class StandardLetters
{
    private const string Invitation = "invitation";
    private const string FirstReminder = "reminder-1";
    private const string LaterReminder = "reminder-2";
    internal const string LastReminder = "last-call";
    private const string Briefing = "briefing";

    /// <summary>The names of the standard letters.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [Invitation, FirstReminder, LaterReminder, LastReminder, Briefing, .. CampaignFolder.OccasionalLetters];

    /// <summary>Reads a standard letter.</summary>
    /// <exception cref="ArgumentException">The name is none of <see cref="Names"/>.</exception>
    public static string Read(Language language, string name) =>
        StandardFile.ReadText($"letters/{language}/{name}.md")
        ?? throw new ArgumentException($"There is no standard letter '{name}'.", nameof(name));

    /// <summary>The letters that a plan needs, in some languages. Each step has the standard letter of its kind: of the
    /// reminders, the first and the last have letters of their own; one that is alone has that of the first, unless it
    /// is the last call.</summary>
    public static IEnumerable<LetterSource> For(
        IReadOnlyList<Step> steps,
        Func<Step, LocalDateTime> due,
        IEnumerable<Language> languages
    )
    {
        var letters = ChooseForSteps(steps, due)
            .Concat(CampaignFolder.OccasionalLetters.Select(l => (Letter: l, Standard: l)))
            .ToList();
        return from language in languages
            from letter in letters
            select new LetterSource(language, letter.Letter, Read(language, letter.Standard));
    }

    /// <summary>The letters that a campaign needs, in some languages.</summary>
    public static IEnumerable<LetterSource> For(Campaign campaign, IEnumerable<Language> languages) =>
        For(campaign.Schedule.Steps, step => campaign.Schedule.LocalDue(step, campaign.Event), languages);

    private static IEnumerable<(string Letter, string Standard)> ChooseForSteps(
        IReadOnlyList<Step> steps,
        Func<Step, LocalDateTime> due
    )
    {
        ImmutableArray<StepId> reminders =
        [
            .. steps.Where(s => s.Kind == LetterKind.Reminder).OrderBy(due).Select(s => s.Id),
        ];
        foreach (var step in steps)
            yield return (
                step.Id.Value,
                step.Kind switch
                {
                    LetterKind.Invitation => Invitation,
                    LetterKind.Briefing => Briefing,
                    _ when step.Id.Value == LastReminder && step.Id == reminders[^1] => LastReminder,
                    _ when step.Id == reminders[0] => FirstReminder,
                    _ when step.Id == reminders[^1] => LastReminder,
                    _ => LaterReminder,
                }
            );
    }
}
