namespace Wsis.Architecture.Tests;

/// <summary>Lines fit into 120 columns (STYLE). The formatter breaks code, but not strings and comments.</summary>
public sealed class LineLengthTests
{
    private const int MaxColumns = 120;

    private static readonly string[] Extensions = [".cs", ".razor", ".css", ".js", ".mjs", ".csproj", ".props"];

    /// <summary>The texts in six languages, a sentence a line.</summary>
    private static readonly string[] Texts = ["/Texts/", "/Samples/"];

    public static TheoryData<string> Rooms =>
        [
            .. new[] { "src", "tests" }
                .SelectMany(f => Directory.EnumerateDirectories(Path.Combine(Repository.Root, f)))
                .Select(d => Path.GetRelativePath(Repository.Root, d).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_line_is_longer_than_120_columns_except_texts_and_addresses(string room)
    {
        var tooLong =
            from file in SourceFiles.Files(room)
            where Extensions.Any(e => file.EndsWith(e, StringComparison.Ordinal))
            where !Texts.Any(t => file.Contains(t, StringComparison.Ordinal))
            from line in Repository.Read(file).Split('\n').Index()
            where line.Item.Length > MaxColumns && !line.Item.Contains("://", StringComparison.Ordinal)
            select $"{file}:{line.Index + 1} has {line.Item.Length} columns";

        SourceFiles.AssertNone(tooLong);
    }
}
