using Wsis.Invitations.Letters;
using Wsis.Invitations.Reports;

namespace Wsis.Invitations.Texts;

/// <summary>The counts of a campaign in French.</summary>
public sealed class FrenchSummary : ISummaryTexts
{
    public static readonly FrenchSummary Instance = new();

    /// <summary>The number of women where it is known: see <see cref="ShareText"/>.</summary>
    public static readonly CountText WomenOf = new(
        Language.French,
        One: "{1} sur {0} délégué dont la réponse le précise ({2})",
        Other: "{1} sur les {0} délégués dont la réponse le précise ({2})"
    );

    private FrenchSummary() { }

    public Language Language => Language.French;

    public string CurrentFigures => "Chiffres actuels";

    public string Name(CampaignMilestone milestone) =>
        milestone switch
        {
            CampaignMilestone.Deadline => "échéance passée",
            CampaignMilestone.Close => "réception des réponses close",
            _ => "manifestation terminée",
        };

    public string Answered(SummaryCounts counts)
    {
        var of = $"{counts.Answered} sur {counts.Invitees}";
        return PluralRules.Choose(Language.French, counts.Answered, one: $"{of} a répondu", other: $"{of} ont répondu");
    }

    public IReadOnlyList<(string Name, string Count)> Rows(SummaryCounts counts) =>
        SummaryTexts.CreateRows(counts, Named(counts), "dont femmes", WomenOf);

    public string Label(string name, string text) => $"{name} : {text}";

    public string CountsOf(string moment, string clock) => $"Les chiffres du {moment} ({clock}) :";

    private static IEnumerable<(string Name, long Count)> Named(SummaryCounts counts) =>
        [
            ("invitations acceptées", counts.Accepted),
            ("acceptées par un représentant", counts.Delegated),
            ("déclinées", counts.Declined),
            ("dont tardives", counts.Late),
            ("sans réponse", counts.Unanswered),
            ("en attente d’une réponse", counts.Awaiting),
            ("pas encore envoyées", counts.Scheduled),
            ("non distribuables", counts.Undeliverable),
            ("retirées", counts.Withdrawn),
            ("délégués", counts.Delegates),
        ];
}
