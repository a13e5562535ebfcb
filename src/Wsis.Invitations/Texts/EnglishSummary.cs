using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reports;

namespace Wsis.Invitations.Texts;

/// <summary>The counts of a campaign in English.</summary>
public sealed class EnglishSummary : ISummaryTexts
{
    public static readonly EnglishSummary Instance = new();

    /// <summary>The number of women where it is known: see <see cref="ShareText"/>.</summary>
    public static readonly CountText WomenOf = new(
        Language.English,
        One: "{1} of {0} delegate whose reply says it ({2})",
        Other: "{1} of the {0} delegates whose reply says it ({2})"
    );

    private EnglishSummary() { }

    public Language Language => Language.English;

    public string CurrentFigures => "Current figures";

    public string Name(CampaignMilestone milestone) => EnglishJournal.Name(milestone);

    public string Answered(SummaryCounts counts)
    {
        var of = $"{counts.Answered} of {counts.Invitees}";
        return PluralRules.Choose(
            Language.English,
            counts.Answered,
            one: $"{of} has answered",
            other: $"{of} have answered"
        );
    }

    public IReadOnlyList<(string Name, string Count)> Rows(SummaryCounts counts) =>
        SummaryTexts.CreateRows(counts, Named(counts), "of whom women", WomenOf);

    public string Label(string name, string text) => $"{name}: {text}";

    public string CountsOf(string moment, string clock) => $"The counts of {moment} ({clock}):";

    /// <summary>The counts in a sentence, and the outcome of the letter to the contact.</summary>
    internal static string Sentence(JournalEvent.SummedUp e)
    {
        var rows = string.Join(", ", Instance.Rows(e.Counts).Select(r => $"{r.Name} {r.Count}"));
        var answered = Instance.Answered(e.Counts);
        var counts = rows.Length == 0 ? $"{answered}." : $"{answered}; {rows}.";
        return e.ContactNotNotified is not { } reason ? counts
            : e.IsInDoubt ? $"{counts} It is not known whether the contact was notified: {reason.ToEnglish()}"
            : $"{counts} The contact could not be notified: {reason.ToEnglish()}";
    }

    private static IEnumerable<(string Name, long Count)> Named(SummaryCounts counts) =>
        [
            ("accepted", counts.Accepted),
            ("represented by a delegate", counts.Delegated),
            ("declined", counts.Declined),
            ("late among these", counts.Late),
            ("unanswered", counts.Unanswered),
            ("awaiting an answer", counts.Awaiting),
            ("not invited yet", counts.Scheduled),
            ("undeliverable", counts.Undeliverable),
            ("withdrawn", counts.Withdrawn),
            ("delegates", counts.Delegates),
        ];
}
