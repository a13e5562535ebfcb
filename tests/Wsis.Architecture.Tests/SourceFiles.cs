using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Wsis.Architecture.Tests;

/// <summary>The files of <c>src</c> and <c>tests</c> that people write.</summary>
internal static class SourceFiles
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules", "Snapshots"];

    public static IReadOnlyList<string> All { get; } =
    [.. Files("src").Concat(Files("tests")).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<(string File, SyntaxNode Root)> Syntax { get; } =
    [
        .. All.Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(f => (f, CSharpSyntaxTree.ParseText(Repository.Read(f)).GetRoot())),
    ];

    /// <summary>Files under a folder, with their paths from the root of the repository.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(Generated.Contains));

    /// <summary>Fails with all findings, one a line.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var found = findings.Distinct().ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
