using Wsis.Proof.Lives;

/// <summary>What .NET runs before the program's own first line where <c>DOTNET_STARTUP_HOOKS</c> names this assembly:
/// so a test has the program die at a place of its choice, and the program itself knows nothing of it.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(KillPoint.Variable) is { } wish)
            KillPoint.Parse(wish).Arm();
    }
}
