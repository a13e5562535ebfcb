using Wsis.Invitations.Letters;
using Wsis.Invitations.Reports;

namespace Wsis.Invitations.Texts;

/// <summary>The counts of a campaign in a language: for its journal, and for the letter to its contact.</summary>
public interface ISummaryTexts
{
    Language Language { get; }

    /// <summary>What has happened at the milestone.</summary>
    string Name(CampaignMilestone milestone);

    /// <summary>The number of answers in words.</summary>
    string Answered(SummaryCounts counts);

    /// <summary>The other counts that are not 0, each with its name.</summary>
    IReadOnlyList<(string Name, string Count)> Rows(SummaryCounts counts);

    /// <summary>A name before what it names.</summary>
    string Label(string name, string text);

    /// <summary>The line before the counts.</summary>
    /// <param name="moment">The moment of the counts.</param>
    /// <param name="clock">The time in which it is.</param>
    string CountsOf(string moment, string clock);

    /// <summary>The text of the link to the campaign.</summary>
    string CurrentFigures { get; }
}

/// <summary>The languages in which a campaign is summed up.</summary>
public static class SummaryTexts
{
    /// <summary>The texts in a language; English where there are none.</summary>
    public static ISummaryTexts In(Language language) =>
        language == Language.French ? FrenchSummary.Instance : EnglishSummary.Instance;

    /// <summary>The rows of the counts that are not 0, and of the women where the number is known.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="named">The counts with their names, without the women.</param>
    /// <param name="women">The name of the number of women.</param>
    /// <param name="womenOf">The number of women among those of whom it is known.</param>
    internal static IReadOnlyList<(string Name, string Count)> CreateRows(
        SummaryCounts counts,
        IEnumerable<(string Name, long Count)> named,
        string women,
        CountText womenOf
    )
    {
        var rows = named.Where(r => r.Count > 0).Select(r => (r.Name, $"{r.Count}")).ToList();
        if (counts.WomenOf > 0)
            rows.Add((women, ShareText.Format(counts.Women, counts.WomenOf, womenOf)));
        else if (counts.Women > 0)
            rows.Add((women, $"{counts.Women}"));
        return rows;
    }
}
