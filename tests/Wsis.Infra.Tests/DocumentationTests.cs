using System.Text.RegularExpressions;

namespace Wsis.Infra.Tests;

/// <summary>What the documentation points to is there.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
                .Select(f => Path.GetFileName(f))
                .Order(),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page) =>
        Assert.All(
            FileLink().Matches(Text(page)).Select(m => m.Groups["file"].Value),
            file => Assert.True(Path.Exists(Path.Combine(Repository.Root, "docs", file)), file)
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_test_that_is_named_is_one(string page)
    {
        var tests = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => TestMethod().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value))
            .ToHashSet();

        Assert.All(
            TestName().Matches(Text(page)).Select(m => m.Groups["name"].Value),
            name => Assert.Contains(name, tests)
        );
    }

    private static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Root, "docs", page));

    [GeneratedRegex(@"\]\((?!https?:|#)(?<file>[^)#{]+)(?:#[^)]*)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex FileLink();

    /// <summary>In backquotes, words joined by underscores, with a capital first and small letters: the names of tests,
    /// and nothing else in these pages.</summary>
    [GeneratedRegex(
        "`(?=[^`]*[a-z])(?<name>[A-Z][A-Za-z0-9]*_[A-Za-z0-9]+_[A-Za-z0-9_]+)`",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TestName();

    [GeneratedRegex(@"public (?:async )?(?:void|Task) (?<name>\w+)\(", RegexOptions.CultureInvariant)]
    private static partial Regex TestMethod();
}
