namespace Wsis.Proof;

/// <summary>The short form runs with every <c>dotnet test</c>; <c>WSIS_PROOF=long</c> tries more of everything.</summary>
internal static class Form
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("WSIS_PROOF") == "long";

    public static T Or<T>(T brief, T full) => IsLong ? full : brief;
}
