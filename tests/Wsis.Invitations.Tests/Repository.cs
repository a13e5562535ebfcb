namespace Wsis.Invitations.Tests;

/// <summary>The files that the tests hold against the code.</summary>
internal static class Repository
{
    private static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "WsisFunctions.sln"))
            ? folder
            : Above(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
