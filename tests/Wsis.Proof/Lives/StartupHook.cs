using Wsis.Proof.Lives;

/// <summary>Code that .NET runs before the program's first line if <c>DOTNET_STARTUP_HOOKS</c> names this assembly. A
/// test uses it to kill the program at a chosen place; the program itself has no code for it.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(KillPoint.Variable) is { } wish)
            KillPoint.Parse(wish).Arm();
    }
}
