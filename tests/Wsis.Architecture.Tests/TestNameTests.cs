using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wsis.Architecture.Tests;

/// <summary>Tests state rules. The documentation names them as evidence.</summary>
public sealed partial class TestNameTests
{
    private static readonly HashSet<string> Tests =
    [
        .. SourceFiles
            .Syntax.Where(s => s.File.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(s => s.Root.DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(m => m.AttributeLists.SelectMany(l => l.Attributes).Any(a => $"{a.Name}" is "Fact" or "Theory"))
            .Select(m => m.Identifier.Text),
    ];

    [Fact]
    public void A_test_name_is_a_statement() =>
        SourceFiles.AssertNone(Tests.Where(t => Question().IsMatch(t) || Metaphor().IsMatch(t)));

    public static TheoryData<string> Pages =>
        [.. SourceFiles.Files("docs").Where(f => f.EndsWith(".md", StringComparison.Ordinal)).Order()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_test_that_a_page_names_exists(string page) =>
        Assert.All(
            TestName().Matches(Repository.Read(page)).Select(m => m.Groups["name"].Value),
            name => Assert.Contains(name, Tests)
        );

    /// <summary>A clause as the subject, such as "What is empty is not set".</summary>
    [GeneratedRegex("^(What|Whatever|Who|Whoever|Whom|Where|However)_")]
    private static partial Regex Question();

    [GeneratedRegex("_(whoever|told|drawer|anew|for_good|called_off|turned_away|taken_up|in_hand)(_|$)")]
    private static partial Regex Metaphor();

    /// <summary>In backquotes, words joined by underscores, with a capital first and small letters.</summary>
    [GeneratedRegex("`(?=[^`]*[a-z])(?<name>[A-Z][A-Za-z0-9]*_[A-Za-z0-9]+_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
