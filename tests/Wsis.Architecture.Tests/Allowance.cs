namespace Wsis.Architecture.Tests;

internal static class Allowance
{
    public static readonly string[] Names = [];
    public static readonly string[] Files = [];
    public static readonly string[] Words = [];
    public static readonly string[] LongLines = [];
}
