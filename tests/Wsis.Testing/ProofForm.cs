namespace Wsis.Testing;

/// <summary>The short form runs with every <c>dotnet test</c>. <c>WSIS_PROOF=long</c> tries more.</summary>
public static class ProofForm
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("WSIS_PROOF") == "long";

    /// <summary>The seed of the random choices. It is printed with the results; <c>WSIS_PROOF_SEED</c> repeats a
    /// run.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WSIS_PROOF_SEED"), out var seed)
            ? seed
            : Random.Shared.Next(1, 1_000_000);

    /// <summary>The number of kills of the long form: 200, unless <c>WSIS_PROOF_KILLS</c> is set.</summary>
    public static int Kills { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WSIS_PROOF_KILLS"), out var kills) ? kills : 200;

    /// <summary>Skips a test that needs a machine for itself.</summary>
    public static void RequireLongForm() =>
        Assert.SkipUnless(
            IsLong,
            "A whole campaign on a real clock needs a quiet machine: long form only, WSIS_PROOF=long."
        );

    /// <summary>Skips, in the short form, a test that is not next. Long tests take turns, so that
    /// <c>dotnet test</c> is short: the seed of a run chooses one group of them.</summary>
    /// <param name="turn">The number of the test's group, from 0.</param>
    /// <param name="of">How many groups there are. The long walks through the browser have four.</param>
    public static void RequireTurn(int turn, int of = 4)
    {
        HasOwnTurn.Value = true;
        RequireTurn(Seed / 2 % of == turn);
    }

    /// <summary>Skips, in the short form, every second test and case, by its name. A test that called
    /// <see cref="RequireTurn(int, int)"/> is not skipped.</summary>
    public static void RequireTurnOfName()
    {
        if (TestContext.Current.Test is { } test && !HasOwnTurn.Value)
            RequireTurn((test.TestDisplayName.Sum(c => c) + (Seed / 2)) % 2 == 0);
    }

    /// <summary>What the short form tries of a series: every so many, from a place that the seed chooses.</summary>
    public static IEnumerable<T> Share<T>(IEnumerable<T> series, int of) =>
        IsLong ? series : series.Where((_, i) => (i + (Seed / 2)) % of == 0);

    /// <summary>Whether the test that runs called <see cref="RequireTurn(int, int)"/>.</summary>
    private static readonly AsyncLocal<bool> HasOwnTurn = new();

    private static void RequireTurn(bool isNext) =>
        Assert.SkipUnless(
            IsLong || IsPictureWanted || isNext,
            "It is another long test's turn in this run. WSIS_PROOF=long runs all."
        );

    private static bool IsPictureWanted => Environment.GetEnvironmentVariable("WSIS_SCREENSHOTS") is { Length: > 0 };

    public static T Choose<T>(T brief, T full) => IsLong ? full : brief;
}
