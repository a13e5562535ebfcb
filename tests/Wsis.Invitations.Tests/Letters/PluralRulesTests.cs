using Wsis.Invitations.Letters;
using static Wsis.Invitations.Letters.PluralCategory;

namespace Wsis.Invitations.Tests.Letters;

public sealed class PluralRulesTests
{
    /// <summary>The categories of 0, 1, 2, 3, 5, 11, 21 and 101 by Unicode CLDR.</summary>
    public static TheoryData<string, PluralCategory[]> Categories() =>
        new()
        {
            { "ar", [Zero, One, Two, Few, Few, Many, Many, Other] },
            { "en", [Other, One, Other, Other, Other, Other, Other, Other] },
            { "es", [Other, One, Other, Other, Other, Other, Other, Other] },
            { "fr", [One, One, Other, Other, Other, Other, Other, Other] },
            { "ru", [Many, One, Few, Few, Many, Many, One, One] },
            { "zh", [Other, Other, Other, Other, Other, Other, Other, Other] },
        };

    [Theory]
    [MemberData(nameof(Categories))]
    public void A_number_has_the_plural_category_of_CLDR(string language, PluralCategory[] expected)
    {
        int[] numbers = [0, 1, 2, 3, 5, 11, 21, 101];

        Assert.Equal(expected, numbers.Select(n => PluralRules.Category(Language.Parse(language), n)));
    }
}
