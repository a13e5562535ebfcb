using System.Text.RegularExpressions;
using Wsis.Invitations.Letters;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.Tests.Texts;

/// <summary>"1 rows": a text with a number before a noun has a form for each count
/// (<see cref="CountText"/>).</summary>
public sealed partial class CountedTextTests
{
    [Fact]
    public void A_number_stands_before_a_noun_only_in_a_text_that_counts()
    {
        object[] pages =
        [
            .. new[] { Language.English, Language.French }.SelectMany(l =>
                new object[] { StaffTexts.In(l), DraftTexts.In(l), MessageTexts.In(l) }
            ),
        ];
        var texts = pages
            .SelectMany(p =>
                p.GetType().GetProperties().Where(t => t.PropertyType == typeof(string)).Select(t => t.GetValue(p))
            )
            .Cast<string>()
            .ToList();

        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, t => Miscounted().IsMatch(t));
    }

    /// <summary>A plural after a number. A fixed limit ("the first {0} parts") is always more than one.</summary>
    [GeneratedRegex(
        @"(?<!first |than |les |de )\{\d\} \p{Ll}{3,}s\b|[Tt]here are \{\d\}",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Miscounted();
}
