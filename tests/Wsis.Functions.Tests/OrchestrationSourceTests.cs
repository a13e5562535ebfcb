using System.Runtime.CompilerServices;

namespace Wsis.Functions.Tests;

/// <summary>The rules for the files of orchestrations that the determinism analyzers do not check.</summary>
public sealed class OrchestrationSourceTests
{
    private static readonly string[] NotDeterministic =
    [
        "DateTime.Now",
        "DateTime.UtcNow",
        "TimeProvider",
        "Guid.NewGuid",
        "Random",
        "Task.Run",
        "Task.Delay",
        "ConfigureAwait(false)",
        "CancelAsync",
        "HttpClient",
        "Environment.",
        "IInvitationStore",
        "static int",
        "ILogger",
    ];

    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Source(), "*.orchestration.cs", SearchOption.AllDirectories)
                .Select(f => Path.GetFileName(f)!),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_orchestration_fits_on_a_screen_and_calls_nothing_that_is_not_deterministic(string file)
    {
        var text = File.ReadAllText(Directory.EnumerateFiles(Source(), file, SearchOption.AllDirectories).Single());
        Assert.InRange(text.Count(c => c == '\n'), 1, 60);
        Assert.All(NotDeterministic, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_orchestration_is_in_such_a_file()
    {
        var others = Directory
            .EnumerateFiles(Source(), "*.cs", SearchOption.AllDirectories)
            .Where(f =>
                !f.EndsWith(".orchestration.cs", StringComparison.Ordinal)
                && !f.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            );
        Assert.All(
            others,
            f => Assert.DoesNotContain("TaskOrchestrationContext", File.ReadAllText(f), StringComparison.Ordinal)
        );
    }

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Wsis.Functions"));
}
