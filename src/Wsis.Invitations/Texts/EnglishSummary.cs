using System.Globalization;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reports;

namespace Wsis.Invitations.Texts;

/// <summary>The counts of a campaign in English: for its journal, and for the letter to its contact.</summary>
public static class EnglishSummary
{
    /// <summary>The number of answers in words.</summary>
    public static string Answered(SummaryCounts counts)
    {
        var of = $"{counts.Answered} of {counts.Invitees}";
        return PluralRules.Choose(
            Language.English,
            counts.Answered,
            one: $"{of} has answered",
            other: $"{of} have answered"
        );
    }

    /// <summary>The other counts that are not 0, each with its name.</summary>
    public static IReadOnlyList<(string Name, string Count)> Rows(SummaryCounts counts) =>
        [
            .. Named(counts)
                .Where(r => r.Count > 0)
                .Select(r => (r.Name, r.Count.ToString(CultureInfo.InvariantCulture))),
        ];

    /// <summary>The counts in a sentence, and the outcome of the letter to the contact.</summary>
    internal static string Sentence(JournalEvent.SummedUp e)
    {
        var rows = string.Join(", ", Rows(e.Counts).Select(r => $"{r.Name} {r.Count}"));
        var counts = rows.Length == 0 ? $"{Answered(e.Counts)}." : $"{Answered(e.Counts)}; {rows}.";
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
            ("of whom women", counts.Women),
        ];
}
