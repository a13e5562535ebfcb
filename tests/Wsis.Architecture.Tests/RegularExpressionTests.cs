using System.Reflection;
using System.Text.RegularExpressions;

namespace Wsis.Architecture.Tests;

/// <summary>Regular expressions read text from outside, so none may take exponential time or admit a trailing newline.
/// The banned-API analyzer refuses the constructors and static methods that have neither options nor a
/// timeout.</summary>
public sealed partial class RegularExpressionTests
{
    [Theory]
    [MemberData(nameof(RoomTests.Names), MemberType = typeof(RoomTests))]
    public void Every_expression_is_non_backtracking_or_has_a_timeout(string room) =>
        Assert.All(
            Expressions(room),
            e =>
                Assert.True(
                    e.Options.HasFlag(RegexOptions.NonBacktracking) || e.MatchTimeoutMilliseconds > 0,
                    e.Pattern
                )
        );

    [Theory]
    [MemberData(nameof(RoomTests.Names), MemberType = typeof(RoomTests))]
    public void No_expression_ends_with_an_anchor_that_admits_a_trailing_newline(string room) =>
        Assert.All(Expressions(room), e => Assert.DoesNotMatch(DollarAnchor(), e.Pattern));

    private static IEnumerable<GeneratedRegexAttribute> Expressions(string room) =>
        RoomTests
            .AssemblyOf(room)
            .GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(m => m.GetCustomAttribute<GeneratedRegexAttribute>())
            .OfType<GeneratedRegexAttribute>();

    /// <summary>A dollar sign outside a character class and without a backslash.</summary>
    [GeneratedRegex(
        @"\A(\\.|\[(\\.|[^\]\\])*\]|[^$\\\[])*\$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex DollarAnchor();
}
