using System.Text.RegularExpressions;

namespace Wsis.Infra.Tests;

/// <summary>The links and paths of the documentation exist.</summary>
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

    private static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Root, "docs", page));

    [GeneratedRegex(@"\]\((?!https?:|#)(?<file>[^)#{]+)(?:#[^)]*)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex FileLink();
}
