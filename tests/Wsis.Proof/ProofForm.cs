namespace Wsis.Proof;

/// <summary>The short form runs with every <c>dotnet test</c>, a little more of it on a build server;
/// <c>WSIS_PROOF=long</c> tries more of everything.</summary>
internal static class ProofForm
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("WSIS_PROOF") == "long";

    /// <summary>What chance is drawn from: printed with the results, so that a run can be lived again with
    /// <c>WSIS_PROOF_SEED</c>.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WSIS_PROOF_SEED"), out var seed)
            ? seed
            : Random.Shared.Next(1, 1_000_000);

    /// <summary>How many kills it takes: 200, on a build server 20; <c>WSIS_PROOF_KILLS</c> says otherwise.</summary>
    public static int Kills { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WSIS_PROOF_KILLS"), out var kills) ? kills : Choose(20, 200);

    /// <summary>Leaves out what takes a machine for itself.</summary>
    public static void RequireLongForm() =>
        Assert.SkipUnless(
            IsLong,
            "A whole campaign by the clock takes a quiet machine: it is lived in the long form, WSIS_PROOF=long."
        );

    /// <summary>Leaves out, where somebody waits, what goes by the clock and is as slow as the machine.</summary>
    public static void RequireBuildServerOrLongForm() =>
        Assert.SkipUnless(
            IsLong || Environment.GetEnvironmentVariable("CI") == "true",
            "A whole campaign by the clock takes some minutes: it is lived on a build server, and in the long form, WSIS_PROOF=long."
        );

    public static T Choose<T>(T brief, T full) => IsLong ? full : brief;
}
