using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Tests.Invitees;

/// <summary>States have official short names in the six languages.</summary>
public sealed class StateNamesTests
{
    /// <summary>The 193 Member States of the United Nations and the two observer States.</summary>
    private static readonly IReadOnlyList<string> States =
    [
        .. StateCodes.All.Where(c => StateNames.FindOfficial(c, Language.Arabic) is not null),
    ];

    [Fact]
    public void Every_member_and_observer_State_has_a_name_of_its_own_in_each_language()
    {
        Assert.Equal(195, States.Count);
        foreach (var language in Language.All)
        {
            var names = States.Select(s => StateNames.FindOfficial(s, language)).ToList();
            Assert.All(names, n => Assert.True(n is { Length: > 0 } && n == n.Trim() && n.IsNormalized(), n));
            Assert.Equal(195, names.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("ar", '\u0600', '\u06FF')]
    [InlineData("zh", '\u4E00', '\u9FFF')]
    [InlineData("ru", '\u0400', '\u04FF')]
    [InlineData("es", 'A', '\u017F')]
    public void A_name_is_in_the_script_of_its_language(string code, char first, char last) =>
        Assert.All(
            States.Select(s => StateNames.Find(s, Language.Parse(code))),
            name => Assert.All(name.Where(char.IsLetter), c => Assert.InRange(c, first, last))
        );

    [Theory]
    [InlineData("fr", "AFG ALB DZA DEU")]
    [InlineData("en", "AFG ALB DZA DEU")]
    [InlineData("es", "AFG ALB DEU DZA")]
    [InlineData("ru", "ALB DZA AFG DEU")]
    public void Each_language_sorts_by_its_own_names(string code, string sorted)
    {
        var language = Language.Parse(code);
        Assert.Equal(
            sorted.Split(' '),
            new[] { "DEU", "DZA", "ALB", "AFG" }.OrderBy(
                s => StateNames.Find(s, language),
                StateNames.OrderIn(language)
            )
        );
    }

    [Fact]
    public void A_territory_has_a_French_and_an_English_name_only()
    {
        Assert.Null(StateNames.FindOfficial("GLP", Language.Russian));
        Assert.Equal("Guadeloupe", StateNames.Find("GLP", Language.Russian));
        Assert.Equal("XYZ", StateNames.Find("XYZ", Language.French));
    }
}
